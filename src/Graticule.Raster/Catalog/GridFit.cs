using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Catalog;

/// <summary>How the pixels of a file lie in a grid whose cells they fill, or that they fill.</summary>
/// <param name="Column">The cell that holds the upper left corner.</param>
/// <param name="Row">The cell that holds the upper left corner.</param>
/// <param name="Factor">Cells that one pixel is wide and high.</param>
/// <param name="Shrink">Pixels that one cell is wide and high; one of the two is 1.</param>
/// <param name="PhaseX">Pixels from the left edge of that cell to the corner; 0 unless pixels are shrunk.</param>
/// <param name="PhaseY">Pixels from its upper edge to the corner.</param>
internal readonly record struct GridFit(int Column, int Row, int Factor, int Shrink, int PhaseX, int PhaseY)
{
    /// <summary>Shift, in the smaller of pixels and cells, that does not matter.</summary>
    private const double Tolerance = 0.05;

    private const int EdgePlaces = 32;

    /// <summary>Null if pixels and cells are no multiples of each other, or the reference systems differ.</summary>
    internal static GridFit? Of(Grid file, Grid target)
    {
        var ratio = file.StepX / target.StepX;
        var (factor, shrink) = ratio >= 1 ? (Count(ratio), 1) : (1, Count(1 / ratio));
        var (unitX, unitY) = (target.StepX / shrink, target.StepY / shrink);
        var (column, row) = ((file.Left - target.Left) / unitX, (file.Top - target.Top) / unitY);
        if (ratio <= 0 || !IsWhole(column) || !IsWhole(row) || !Keeps(file.StepX, unitX, file.Width) || !Keeps(file.StepY, unitY, file.Height)
            || !ReferenceSystems.AreSame(file.ReferenceSystem, target.ReferenceSystem))
        {
            return null;
        }

        var (left, top) = ((int)Math.Round(column), (int)Math.Round(row));
        var (cellX, cellY) = ((int)Math.Floor((double)left / shrink), (int)Math.Floor((double)top / shrink));
        return new(cellX, cellY, factor, shrink, left - (cellX * shrink), top - (cellY * shrink));

        bool Keeps(double step, double unit, int count) => Math.Abs((step / unit) - factor) * count < Tolerance;
    }

    /// <summary>The cells that a file of this size covers, also in part.</summary>
    internal Window Cells(int width, int height) => Shrink == 1
        ? new(Column, Row, width * Factor, height * Factor)
        : new(Column, Row, (PhaseX + width + Shrink - 1) / Shrink, (PhaseY + height + Shrink - 1) / Shrink);

    /// <summary>The cells of a grid that another grid lies in, with a margin for what bends between its edges; empty where it lies nowhere.</summary>
    /// <exception cref="GdalException">There is no way from one reference system to the other.</exception>
    internal static Window Cover(Grid file, Grid target)
    {
        var (columns, rows) = Edge(file);
        using PixelPlaces places = new(file, target);
        places.Apply(columns, rows);
        var (left, right) = Range(columns, target.Width);
        var (top, bottom) = Range(rows, target.Height);
        return new(left, top, right - left, bottom - top);
    }

    /// <summary>Places along the edge of a grid, in its cells.</summary>
    internal static (double[] Columns, double[] Rows) Edge(Grid grid)
    {
        var along = Enumerable.Range(0, EdgePlaces + 1).Select(place => (double)place / EdgePlaces).ToList();
        return (
            [.. along.Concat(along).Select(share => share * grid.Width), .. along.Select(_ => 0d), .. along.Select(_ => (double)grid.Width)],
            [.. along.Select(_ => 0d), .. along.Select(_ => (double)grid.Height), .. along.Concat(along).Select(share => share * grid.Height)]);
    }

    /// <summary>From the first to behind the last cell; what is NaN lies nowhere.</summary>
    private static (int Start, int End) Range(IEnumerable<double> places, int count)
    {
        var known = places.Where(double.IsFinite).ToList();
        if (known.Count == 0)
        {
            return (0, 0);
        }

        var margin = 1 + ((known.Max() - known.Min()) / EdgePlaces);
        var start = (int)Math.Clamp(Math.Floor(known.Min() - margin), 0, count);
        return (start, Math.Max(start, (int)Math.Clamp(Math.Ceiling(known.Max() + margin), 0, count)));
    }

    private static int Count(double ratio) => (int)Math.Clamp(Math.Round(ratio), 1, 1 << 20);

    private static bool IsWhole(double number) => Math.Abs(number) < int.MaxValue / 4 && Math.Abs(number - Math.Round(number)) < Tolerance;
}
