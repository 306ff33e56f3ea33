using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>The grids that <c>resample_spatial</c> asks for: the extent of another grid, with other cells.</summary>
internal static class TargetGrids
{
    /// <summary>A grid over the extent of a source, which sticks to one corner of it; as <c>gdalwarp -t_srs -tr</c> chooses it.</summary>
    /// <param name="source">The grid that there is.</param>
    /// <param name="referenceSystem">Of the result; null: as the source.</param>
    /// <param name="stepX">Width of a cell, or 0: as it is, or as fine as it is where the reference system changes.</param>
    /// <param name="stepY">Height of a cell likewise.</param>
    /// <param name="align">Corner of the extent.</param>
    internal static Grid Make(Grid source, string? referenceSystem, double stepX, double stepY, string align)
    {
        var extent = source;
        if (!ReferenceSystems.AreSame(source.ReferenceSystem, referenceSystem))
        {
            var (transform, width, height) = WarpSuggestion.Make(
                [source.Left, source.StepX, 0, source.Top, 0, source.StepY], source.Width, source.Height, source.ReferenceSystem!, referenceSystem!);
            extent = new(transform[0], transform[3], transform[1], transform[5], width, height, referenceSystem);
        }

        var (left, columnStep, columns) = Side(extent.Left, extent.StepX, extent.Width, stepX, fromLow: align.EndsWith("left", StringComparison.Ordinal));
        var (top, rowStep, rows) = Side(extent.Top, extent.StepY, extent.Height, stepY, fromLow: align.StartsWith("lower", StringComparison.Ordinal));
        return new(left, top, columnStep, rowStep, columns, rows, referenceSystem ?? source.ReferenceSystem);
    }

    private static (double Start, double Step, int Count) Side(double start, double oldStep, int oldCount, double step, bool fromLow)
    {
        if (step == 0)
        {
            return (start, oldStep, oldCount);
        }

        var length = Math.Abs(oldStep) * oldCount;
        var count = (int)Math.Max(1, Math.Floor((length / step) + 0.5));
        var signed = Math.CopySign(step, oldStep);
        var sticksToStart = fromLow == (oldStep > 0);
        return (sticksToStart ? start : start + (oldStep * oldCount) - (signed * count), signed, count);
    }
}
