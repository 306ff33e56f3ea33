using System.Globalization;
using Graticule.Analysis.Change.Results;
using Graticule.Jobs;
using Graticule.Raster.Ard;
using Graticule.Raster.Gdal;

namespace Graticule.Analysis.Change.Products;

/// <summary>Where maps of change lie: whole chips of a grid of analysis ready data.</summary>
/// <param name="Grid">Whose chips.</param>
/// <param name="Corner">The upper left one.</param>
/// <param name="Columns">Of chips, 1 to 50.</param>
/// <param name="Rows">Of chips, 1 to 50.</param>
internal sealed record ProductArea(ArdGrid Grid, GridPoint Corner, int Columns, int Rows)
{
    internal int Width => Columns * ChipShape.Side;

    internal int Height => Rows * ChipShape.Side;

    /// <summary>The tile of its upper left corner, as names of files have it.</summary>
    internal string Tile => Grid.Tile(Corner.X, Corner.Y).Name;

    internal Georeference Place => new([Corner.X, ChipShape.PixelMetres, 0, Corner.Y, 0, -ChipShape.PixelMetres], Grid.Projection.Wkt);

    /// <summary>The tile that holds a point.</summary>
    internal static ProductArea TileOf(ArdGrid grid, double x, double y) => new(grid, grid.SnapToTile(x, y), ArdGrid.TileChips, ArdGrid.TileChips);

    /// <summary>The chip that holds a point.</summary>
    internal static ProductArea ChipOf(ArdGrid grid, double x, double y) => new(grid, grid.SnapToChip(x, y), 1, 1);

    /// <summary>The smallest area that holds chips, which must be of one grid and lie within the size of a tile.</summary>
    /// <exception cref="ProblemException">InvalidInput.</exception>
    internal static ProductArea Around(IReadOnlyList<ChipKey> chips)
    {
        var grid = ArdGrid.All.FirstOrDefault(one => chips.All(chip => one.IsChipCorner(chip.ChipX, chip.ChipY)))
            ?? throw Wrong("The chips are not of one grid of analysis ready data; give those of one.");
        var (left, right) = (chips.Min(chip => chip.ChipX), chips.Max(chip => chip.ChipX));
        var (bottom, top) = (chips.Min(chip => chip.ChipY), chips.Max(chip => chip.ChipY));
        var (columns, rows) = (((right - left) / ChipShape.Metres) + 1, ((top - bottom) / ChipShape.Metres) + 1);
        return columns <= ArdGrid.TileChips && rows <= ArdGrid.TileChips
            ? new(grid, new(left, top), columns, rows)
            : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"The chips lie {columns} x {rows} chips apart; a map has at most {ArdGrid.TileChips} x {ArdGrid.TileChips}."));
    }

    /// <summary>The place of a chip in it; null: it lies elsewhere.</summary>
    internal (int Column, int Row)? Find(ChipKey chip)
    {
        var (right, down) = (chip.ChipX - Corner.X, Corner.Y - chip.ChipY);
        return right % ChipShape.Metres == 0 && down % ChipShape.Metres == 0 && right >= 0 && down >= 0
            && right / ChipShape.Metres < Columns && down / ChipShape.Metres < Rows
            ? ((int)(right / ChipShape.Metres), (int)(down / ChipShape.Metres))
            : null;
    }

    private static ProblemException Wrong(string message) => new(new(ProblemKind.InvalidInput, message, $"/inputs/{ProductNames.Chips}"));
}
