using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Catalog;

/// <summary>A band of a file whose pixels are cells of a grid, or whole squares of its cells.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Band">Number of the band, from 1.</param>
/// <param name="Width">Columns of the file.</param>
/// <param name="Height">Rows of the file.</param>
/// <param name="Type">Type of its samples.</param>
internal sealed record RasterPart(string Path, int Band, int Width, int Height, PixelType Type)
{
    /// <summary>Of a NetCDF file with several variables.</summary>
    internal string? Variable { get; init; }

    /// <summary>Samples that mean "nothing here": NaN stands for every NaN; null: all samples count.</summary>
    internal double? NoData { get; init; }

    /// <summary>Where the file's upper left corner lies in the grid, in cells; may be negative.</summary>
    internal int Column { get; init; }

    /// <inheritdoc cref="Column"/>
    internal int Row { get; init; }

    /// <summary>Cells of the grid that one pixel is wide and high.</summary>
    internal int Factor { get; init; } = 1;

    /// <summary>The tiles in which the file is compressed, in pixels.</summary>
    internal (int Width, int Height) Tile { get; init; }

    /// <summary>The cells that it covers.</summary>
    internal Window Cells => new(Column, Row, End(Column, Width) - Column, End(Row, Height) - Row);

    /// <summary>The cells of a window that it covers, and the pixels they lie in; null if there are none.</summary>
    internal (Window Cells, Window Pixels)? Within(Window window)
    {
        var (left, top) = (Math.Max(window.Column, Column), Math.Max(window.Row, Row));
        var (right, bottom) = (Math.Min(window.Column + window.Width, End(Column, Width)), Math.Min(window.Row + window.Height, End(Row, Height)));
        if (left >= right || top >= bottom)
        {
            return null;
        }

        var (column, row) = ((left - Column) / Factor, (top - Row) / Factor);
        return (
            new(left, top, right - left, bottom - top),
            new(column, row, ((right - 1 - Column) / Factor) - column + 1, ((bottom - 1 - Row) / Factor) - row + 1));
    }

    private int End(int start, int count) => (int)Math.Min(int.MaxValue, start + ((long)count * Factor));
}
