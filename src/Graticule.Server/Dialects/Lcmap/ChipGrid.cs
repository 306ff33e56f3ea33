using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;
using Graticule.Raster.Ard;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>
/// The grid of chips of 3,000 m and of tiles of 50 x 50 chips, counted from the upper left corner of the conterminous United States; chips of the
/// other regions do not lie on it.
/// </summary>
internal static class ChipGrid
{
    private static readonly ArdGrid Grid = ArdGrid.Conus;

    /// <summary>The chip that a point lies in: its left edge and its upper edge belong to it.</summary>
    public static ChipKey ChipOf(string algorithm, int x, int y)
    {
        var corner = Grid.SnapToChip(x, y);
        return new(algorithm, (int)corner.X, (int)corner.Y);
    }

    /// <summary>The tile that a point lies in: column and row in the grid.</summary>
    public static GridCell TileOf(int x, int y) => Grid.Tile(x, y);

    /// <summary>The upper left corner of a tile.</summary>
    public static GridPoint CornerOf(GridCell tile) => Grid.CornerOfTile(tile);

    /// <summary>Where the chips of a tile have their upper left corners.</summary>
    public static ChipArea AreaOf(GridCell tile)
    {
        const int Last = ArdGrid.TileSide - ArdGrid.ChipSide;
        var corner = Grid.CornerOfTile(tile);
        return new((int)corner.X, (int)corner.Y - Last, (int)corner.X + Last, (int)corner.Y);
    }

    /// <summary>The chips of a tile, row by row from the upper left one.</summary>
    public static IEnumerable<ChipKey> ChipsOf(string algorithm, GridCell tile) => Grid.ChipsOf(tile).Select(corner => new ChipKey(algorithm, (int)corner.X, (int)corner.Y));
}
