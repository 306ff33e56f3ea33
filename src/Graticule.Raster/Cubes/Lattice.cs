using Graticule.Raster.Gdal;

namespace Graticule.Raster.Cubes;

/// <summary>Where the cells of grids lie to each other.</summary>
public static class Lattice
{
    /// <summary>Share of a cell by which grids may be off and still count as one.</summary>
    private const double Tolerance = 1e-4;

    /// <summary>The grid of a cube, also where its labels were enumerated at equal distances; null if it has none.</summary>
    public static Grid? GridOf(CubeShape shape) => shape.X is { } x && shape.Y is { } y && Regular(x) is { } regularX && Regular(y) is { } regularY
        ? new CubeShape([regularX, regularY]).Grid
        : null;

    /// <summary>Whether two cubes have the same places along x and y; a cube without an axis has the same as any.</summary>
    /// <exception cref="GdalException">A reference system is not known.</exception>
    public static bool AreSame(CubeShape a, CubeShape b) => AreSame(a.X, b.X) && AreSame(a.Y, b.Y);

    /// <summary>Whether cells of two grids of one size fall on each other where both grids are continued.</summary>
    /// <exception cref="GdalException">A reference system is not known.</exception>
    public static bool IsShared(Grid a, Grid b) =>
        ReferenceSystems.AreSame(a.ReferenceSystem, b.ReferenceSystem)
        && IsShared(a.StepX, b.StepX, b.Left - a.Left, Math.Max(a.Width, b.Width)) && IsShared(a.StepY, b.StepY, b.Top - a.Top, Math.Max(a.Height, b.Height));

    /// <summary>Column and row of a grid where another one that shares its cells begins.</summary>
    public static (int Column, int Row) Offset(Grid grid, Grid other) =>
        ((int)Math.Round((other.Left - grid.Left) / grid.StepX), (int)Math.Round((other.Top - grid.Top) / grid.StepY));

    /// <summary>The smallest grid that has all cells of two grids that share theirs.</summary>
    public static Grid Union(Grid a, Grid b)
    {
        var (column, row) = Offset(a, b);
        var (left, top) = (Math.Min(0, column), Math.Min(0, row));
        return a with
        {
            Left = a.Left + (left * a.StepX),
            Top = a.Top + (top * a.StepY),
            Width = Math.Max(a.Width, column + b.Width) - left,
            Height = Math.Max(a.Height, row + b.Height) - top,
        };
    }

    private static bool AreSame(Dimension? a, Dimension? b)
    {
        if (a is null || b is null || ReferenceEquals(a.Labels, b.Labels))
        {
            return true;
        }

        if (a.Count != b.Count || !ReferenceSystems.AreSame(a.ReferenceSystem, b.ReferenceSystem))
        {
            return false;
        }

        var step = a.Count > 1 ? Math.Abs(a.Labels[1].Number - a.Labels[0].Number) : 1;
        return Enumerable.Range(0, a.Count).All(i => a.Labels[i] == b.Labels[i] || Math.Abs(a.Labels[i].Number - b.Labels[i].Number) <= step * Tolerance);
    }

    private static bool IsShared(double step, double other, double distance, int count)
    {
        var cells = distance / step;
        return Math.Abs(other - step) * count <= Math.Abs(step) * Tolerance * 10 && Math.Abs(cells - Math.Round(cells)) <= Tolerance * 10 && Math.Abs(cells) < int.MaxValue / 4;
    }

    private static Dimension? Regular(Dimension axis)
    {
        if (axis.Labels.IsRegular)
        {
            return axis;
        }

        if (axis.Count < 2 || axis.Labels.Any(label => label.IsText))
        {
            return null;
        }

        var (start, count) = (axis.Labels[0].Number, axis.Count);
        var step = (axis.Labels[count - 1].Number - start) / (count - 1);
        return step != 0 && Enumerable.Range(0, count).All(i => Math.Abs(axis.Labels[i].Number - start - (i * step)) <= Math.Abs(step) * Tolerance)
            ? axis with { Labels = LabelList.Regular(start, step, count) }
            : null;
    }
}
