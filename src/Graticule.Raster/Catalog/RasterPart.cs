using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Catalog;

/// <summary>A band of a file whose pixels are cells of a grid, or squares of its cells, or are shrunk to its cells.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Band">Number of the band, from 1.</param>
/// <param name="Width">Columns of the file.</param>
/// <param name="Height">Rows of the file.</param>
/// <param name="Type">Type of its samples.</param>
/// <param name="Fit">How it lies in the grid.</param>
internal sealed record RasterPart(string Path, int Band, int Width, int Height, PixelType Type, GridFit Fit)
{
    /// <summary>Rows and columns of a window that it does not pay to go below: of strips of single rows, or of tiles of few pixels.</summary>
    private const int LeastTile = 64;

    /// <summary>Of a NetCDF file with several variables.</summary>
    internal string? Variable { get; init; }

    /// <summary>Samples that mean "nothing here": NaN stands for every NaN; null: all samples count.</summary>
    internal double? NoData { get; init; }

    /// <summary>The tiles in which the file is compressed, in pixels.</summary>
    internal (int Width, int Height) Tile { get; init; }

    /// <summary>The cells that it covers.</summary>
    internal Window Cells => Fit.Cells(Width, Height);

    /// <summary>The tiles, in cells.</summary>
    internal (int Width, int Height) TileCells => (CellsOf(Tile.Width), CellsOf(Tile.Height));

    /// <summary>The cells of a window that it covers, and the pixels they lie in, shrunk ones if they are; null if there are none.</summary>
    internal (Window Cells, Window Pixels)? Within(Window window)
    {
        var own = Cells;
        var (left, top) = (Math.Max(window.Column, own.Column), Math.Max(window.Row, own.Row));
        var (right, bottom) = (Math.Min(window.Column + window.Width, own.Column + own.Width), Math.Min(window.Row + window.Height, own.Row + own.Height));
        if (left >= right || top >= bottom)
        {
            return null;
        }

        var (column, row) = ((left - own.Column) / Fit.Factor, (top - own.Row) / Fit.Factor);
        return (
            new(left, top, right - left, bottom - top),
            new(column, row, ((right - 1 - own.Column) / Fit.Factor) - column + 1, ((bottom - 1 - own.Row) / Fit.Factor) - row + 1));
    }

    internal RasterPart Shifted(int columns, int rows) => this with { Fit = Fit with { Column = Fit.Column + columns, Row = Fit.Row + rows } };

    private int CellsOf(int pixels)
    {
        var cells = Math.Max(1, pixels * Fit.Factor / Fit.Shrink);
        return (LeastTile + cells - 1) / cells * cells;
    }
}
