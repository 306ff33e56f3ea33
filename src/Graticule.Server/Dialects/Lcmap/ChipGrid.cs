using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>
/// The grid of chips of 3,000 m and of tiles of 50 x 50 chips, counted from the upper left corner of the conterminous United States; chips of the
/// other regions do not lie on it.
/// </summary>
internal static class ChipGrid
{
    /// <summary>Chips of a tile.</summary>
    public const int ChipsOfTile = 2500;

    private const int TileMetres = 150_000;
    private const int OriginX = -2_565_585;
    private const int OriginY = 3_314_805;

    /// <summary>The chip that a point lies in: its left edge and its upper edge belong to it.</summary>
    public static ChipKey ChipOf(string algorithm, int x, int y) => new(algorithm, Down(x, OriginX, ChipShape.Metres), Up(y, OriginY, ChipShape.Metres));

    /// <summary>The tile that a point lies in.</summary>
    public static (int X, int Y) TileOf(int x, int y) => (Down(x, OriginX, TileMetres), Up(y, OriginY, TileMetres));

    /// <summary>Column and row of a tile in the grid.</summary>
    public static (int H, int V) NameOf((int X, int Y) tile) => ((tile.X - OriginX) / TileMetres, (OriginY - tile.Y) / TileMetres);

    /// <summary>Where the chips of a tile have their upper left corners.</summary>
    public static ChipArea AreaOf((int X, int Y) tile) =>
        new(tile.X, tile.Y - TileMetres + ChipShape.Metres, tile.X + TileMetres - ChipShape.Metres, tile.Y);

    /// <summary>The chips of a tile, row by row from the upper left one.</summary>
    public static IEnumerable<ChipKey> ChipsOf(string algorithm, (int X, int Y) tile)
    {
        for (var y = tile.Y; y > tile.Y - TileMetres; y -= ChipShape.Metres)
        {
            for (var x = tile.X; x < tile.X + TileMetres; x += ChipShape.Metres)
            {
                yield return new(algorithm, x, y);
            }
        }
    }

    private static int Down(int value, int origin, int step) => (int)((Math.Floor((value - (double)origin) / step) * step) + origin);

    private static int Up(int value, int origin, int step) => (int)(origin - (Math.Floor((origin - (double)value) / step) * step));
}
