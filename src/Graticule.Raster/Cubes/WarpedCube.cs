using Graticule.Raster.Gdal;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>Computes each cell from several cells of the source, with GDAL's warper on windows in memory.</summary>
internal sealed class WarpedCube : RegriddedCube
{
    /// <summary>Places along each side of a window that are looked at to find what it needs.</summary>
    private const int Samples = 21;

    /// <summary>Cells of the source to each side that the widest kernel, Lanczos, looks at where the grids are equally fine.</summary>
    private const int Reach = 4;

    private readonly string _method;

    internal WarpedCube(Cube source, Grid target, string method)
        : base(source, target)
    {
        _method = method;
        Scale = Measure();
    }

    /// <summary>
    /// Cells of the target for one of the source, from the whole of both: taken from each window alone, as the warper does by itself, it
    /// would differ from window to window.
    /// </summary>
    internal (double X, double Y) Scale { get; }

    public override Cube Select(string dimension, IReadOnlyList<int> positions) => new WarpedCube(Source.Select(dimension, positions), Target, _method);

    protected override Window? Footprint(Window part, Kept kept)
    {
        if (Extent(part, kept.Transform) is not var (left, top, right, bottom))
        {
            return null;
        }

        var (marginX, marginY) = (Margin(right - left, part.Width, Scale.X), Margin(bottom - top, part.Height, Scale.Y));
        return Clip(left - marginX, top - marginY, right + marginX, bottom + marginY);
    }

    protected override void Fill(Window part, Window footprint, Kept kept)
    {
        var cells = ReadSource(footprint, kept);
        var warped = MemoryWarp.Run(
            new(cells, footprint.Width, footprint.Height, TransformOf(SourceGrid, footprint), SourceGrid.ReferenceSystem),
            new(part.Width, part.Height, TransformOf(Target, part), kept.Transform.IsSeparable ? SourceGrid.ReferenceSystem : Target.ReferenceSystem),
            new(Shape.Planes, _method, Scale.X, Scale.Y, Missing.Value));
        for (var plane = 0; plane < Shape.Planes; plane++)
        {
            for (var row = 0; row < part.Height; row++)
            {
                warped.AsSpan(((plane * part.Height) + row) * part.Width, part.Width).CopyTo(kept.Row(plane, part.Row + row, part.Column));
            }
        }
    }

    private (double X, double Y) Measure()
    {
        using var places = new PixelPlaces(Target, SourceGrid);
        return Extent(new(0, 0, Target.Width, Target.Height), places) is var (left, top, right, bottom) && right > left && bottom > top
            ? (Target.Width / (right - left), Target.Height / (bottom - top))
            : (1, 1);
    }

    /// <summary>Where a window of the target lies in the source, in cells; null where no place of it has one.</summary>
    private static (double Left, double Top, double Right, double Bottom)? Extent(Window part, PixelPlaces places)
    {
        Span<double> columns = stackalloc double[Samples * Samples];
        Span<double> rows = stackalloc double[Samples * Samples];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = part.Column + ((double)(i % Samples) / (Samples - 1) * part.Width);
            rows[i] = part.Row + ((double)(i / Samples) / (Samples - 1) * part.Height);
        }

        places.Apply(columns, rows);
        var (left, top, right, bottom) = (double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);
        for (var i = 0; i < columns.Length; i++)
        {
            if (double.IsFinite(columns[i]) && double.IsFinite(rows[i]))
            {
                (left, right) = (Math.Min(left, columns[i]), Math.Max(right, columns[i]));
                (top, bottom) = (Math.Min(top, rows[i]), Math.Max(bottom, rows[i]));
            }
        }

        return right < left ? null : (left, top, right, bottom);
    }

    /// <summary>The kernel's reach, and some cells for what bends between the samples.</summary>
    private static double Margin(double cells, int pixels, double scale) =>
        2 + (Reach * Math.Max(1, Math.Max(1 / scale, cells / pixels))) + (cells / Samples / 4);

    private static double[] TransformOf(Grid grid, Window part) =>
        [grid.Left + (part.Column * grid.StepX), grid.StepX, 0, grid.Top + (part.Row * grid.StepY), 0, grid.StepY];
}
