namespace Graticule.Raster.Ard;

/// <summary>
/// The grid of analysis ready data of one region: 30 m pixels on an Albers projection, chips of 100 x 100 pixels, tiles of 50 x 50 chips.
/// Corners are upper-left ones; coordinates are metres.
/// </summary>
/// <param name="Region">As names of files have it: <c>CU</c>, <c>AK</c> or <c>HI</c>.</param>
/// <param name="Left">Of tile 0, 0.</param>
/// <param name="Top">Of tile 0, 0.</param>
/// <param name="Columns">Of tiles.</param>
/// <param name="Rows">Of tiles.</param>
/// <param name="Projection">Where the projection lies.</param>
public sealed record ArdGrid(string Region, int Left, int Top, int Columns, int Rows, ArdProjection Projection)
{
    /// <summary>Side of a pixel in metres.</summary>
    public const int PixelSide = 30;

    /// <summary>Pixels along a side of a chip.</summary>
    public const int ChipPixels = 100;

    /// <summary>Side of a chip in metres.</summary>
    public const int ChipSide = PixelSide * ChipPixels;

    /// <summary>Chips along a side of a tile.</summary>
    public const int TileChips = 50;

    /// <summary>Side of a tile in metres.</summary>
    public const int TileSide = ChipSide * TileChips;

    /// <summary>The conterminous United States.</summary>
    public static ArdGrid Conus { get; } = new("CU", -2565585, 3314805, 33, 22, new("CONUS", 29.5, 45.5, 23, -96));

    /// <summary>Alaska.</summary>
    public static ArdGrid Alaska { get; } = new("AK", -851715, 2474325, 17, 14, new("Alaska", 55, 65, 50, -154));

    /// <summary>Hawaii.</summary>
    public static ArdGrid Hawaii { get; } = new("HI", -444345, 2168895, 5, 4, new("Hawaii", 8, 18, 3, -157));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ArdGrid> All { get; } = [Conus, Alaska, Hawaii];

    /// <summary>The grid of a region; null where there is none of that name.</summary>
    public static ArdGrid? Of(string region) => All.FirstOrDefault(grid => string.Equals(grid.Region, region, StringComparison.OrdinalIgnoreCase));

    /// <summary>The chip that holds a point: column and row, from 0. A point on a chip's upper or left edge is in it.</summary>
    public GridCell Chip(double x, double y) => Cell(x, y, ChipSide);

    /// <summary>The tile that holds a point.</summary>
    public GridCell Tile(double x, double y) => Cell(x, y, TileSide);

    /// <summary>The upper-left corner of a chip.</summary>
    public GridPoint CornerOfChip(GridCell chip) => Corner(chip, ChipSide);

    /// <summary>The upper-left corner of a tile.</summary>
    public GridPoint CornerOfTile(GridCell tile) => Corner(tile, TileSide);

    /// <summary>The upper-left corner of the chip that holds a point: x snaps down, y up.</summary>
    public GridPoint SnapToChip(double x, double y) => CornerOfChip(Chip(x, y));

    /// <inheritdoc cref="SnapToChip"/>
    public GridPoint SnapToTile(double x, double y) => CornerOfTile(Tile(x, y));

    /// <summary>Whether these are the coordinates of a chip's corner.</summary>
    public bool IsChipCorner(long x, long y) => (x - Left) % ChipSide == 0 && (y - Top) % ChipSide == 0;

    /// <summary>The corner of a pixel of a chip, numbered row by row from 0; <see cref="PixelOf"/> is the inverse.</summary>
    public static GridPoint CornerOfPixel(GridPoint chip, int pixel) =>
        new(chip.X + (pixel % ChipPixels * PixelSide), chip.Y - (pixel / ChipPixels * PixelSide));

    /// <summary>The number of the pixel of a chip that holds a point, row by row from 0; null outside of the chip.</summary>
    public static int? PixelOf(GridPoint chip, long x, long y)
    {
        var (right, down) = (x - chip.X, chip.Y - y);
        return right is >= 0 and < ChipSide && down is >= 0 and < ChipSide ? (int)((down / PixelSide * ChipPixels) + (right / PixelSide)) : null;
    }

    /// <summary>The corners of the 2,500 chips of a tile, row by row from its upper left.</summary>
    public IEnumerable<GridPoint> ChipsOf(GridCell tile)
    {
        var corner = CornerOfTile(tile);
        for (var row = 0; row < TileChips; row++)
        {
            for (var column = 0; column < TileChips; column++)
            {
                yield return new(corner.X + (column * ChipSide), corner.Y - (row * ChipSide));
            }
        }
    }

    /// <summary>
    /// Cells are found in single precision, as the service does whose grid this is: a point less than some 0.1 m before an edge is beyond it.
    /// Whole metres are not touched by that.
    /// </summary>
    private GridCell Cell(double x, double y, int side) =>
        new((int)MathF.Floor((float)((x - Left) / side)), (int)MathF.Floor((float)((Top - y) / side)));

    private GridPoint Corner(GridCell cell, int side) => new(Left + ((long)cell.Column * side), Top - ((long)cell.Row * side));
}
