using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Catalog;

/// <summary>How the pixels of a file lie in a grid.</summary>
internal static class GridFit
{
    /// <summary>Shift, in cells, that does not matter.</summary>
    private const double Tolerance = 0.05;

    private const int EdgePlaces = 32;

    /// <summary>
    /// Where the upper left corner lies, in cells, and how many cells a pixel is wide and high; null if the pixels are not whole squares of
    /// cells, or the reference systems differ.
    /// </summary>
    internal static (int Column, int Row, int Factor)? Of(Grid file, Grid target)
    {
        var factor = (int)Math.Clamp(Math.Round(file.StepX / target.StepX), 1, 1 << 20);
        var (column, row) = ((file.Left - target.Left) / target.StepX, (file.Top - target.Top) / target.StepY);
        var fits = IsWhole(column) && IsWhole(row)
            && Drift(file.StepX, target.StepX, file.Width) && Drift(file.StepY, target.StepY, file.Height)
            && ReferenceSystems.AreSame(file.ReferenceSystem, target.ReferenceSystem);
        return fits ? ((int)Math.Round(column), (int)Math.Round(row), factor) : null;

        bool Drift(double step, double cell, int count) => Math.Abs((step / cell) - factor) * count < Tolerance;
    }

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

    private static bool IsWhole(double number) => Math.Abs(number) < int.MaxValue / 4 && Math.Abs(number - Math.Round(number)) < Tolerance;
}
