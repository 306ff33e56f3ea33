using Graticule.Raster.Cubes;

namespace Graticule.Raster.Catalog;

/// <summary>The grid that files of several places and resolutions are shown on.</summary>
internal static class TargetGrid
{
    /// <summary>
    /// In the reference system that most files have, as fine as the finest of those, along that file's pixels, around all files; rows from north
    /// to south.
    /// </summary>
    internal static Grid Of(IReadOnlyList<Grid> files)
    {
        var system = files.GroupBy(grid => grid.ReferenceSystem, StringComparer.Ordinal).MaxBy(group => group.Count())!.Key;
        var same = files.Where(grid => grid.ReferenceSystem == system).Select(Northward).ToList();
        var finest = same.MinBy(grid => grid.StepX)!;
        var all = same.Concat(files.Where(grid => grid.ReferenceSystem != system).Distinct().Select(grid => Brought(grid, finest))).ToList();
        var (left, top) = (Steps(all.Min(grid => grid.Left), finest.Left, finest.StepX, up: false), Steps(all.Max(grid => grid.Top), finest.Top, finest.StepY, up: false));
        var (right, bottom) = (Steps(all.Max(grid => grid.Right), finest.Left, finest.StepX, up: true), Steps(all.Min(grid => grid.Bottom), finest.Top, finest.StepY, up: true));
        var (width, height) = (right - left, bottom - top);
        return width <= int.MaxValue / 8 && height <= int.MaxValue / 8
            ? finest with { Left = finest.Left + (left * finest.StepX), Top = finest.Top + (top * finest.StepY), Width = (int)width, Height = (int)height }
            : throw new CollectionException("The files lie so far apart that no grid can hold them; make a collection of each group.");
    }

    private static Grid Northward(Grid grid) => grid with
    {
        Left = Math.Min(grid.Left, grid.Right),
        Top = Math.Max(grid.Top, grid.Bottom),
        StepX = Math.Abs(grid.StepX),
        StepY = -Math.Abs(grid.StepY),
    };

    /// <summary>The box of a grid in another reference system, as a grid of one cell.</summary>
    private static Grid Brought(Grid grid, Grid target)
    {
        var (columns, rows) = GridFit.Edge(grid);
        using PixelPlaces places = new(grid, target with { Left = 0, Top = 0, StepX = 1, StepY = 1 });
        places.Apply(columns, rows);
        var (x, y) = (columns.Where(double.IsFinite).ToList(), rows.Where(double.IsFinite).ToList());
        return x.Count == 0 || y.Count == 0
            ? target
            : new(x.Min(), y.Max(), x.Max() - x.Min(), y.Min() - y.Max(), 1, 1, target.ReferenceSystem);
    }

    /// <summary>Whole steps from the origin to a place, rounded away from the middle unless the place is one, but for rounding errors.</summary>
    private static long Steps(double place, double origin, double step, bool up)
    {
        var steps = (place - origin) / step;
        var near = Math.Round(steps);
        if (Math.Abs(steps - near) < 0.05)
        {
            return (long)near;
        }

        return (long)(up ? Math.Ceiling(steps) : Math.Floor(steps));
    }
}
