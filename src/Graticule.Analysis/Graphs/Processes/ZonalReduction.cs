using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>
/// A reducer over the pixels of zones. A reducer that is one of the usual statistics and nothing else is computed while the cube
/// passes; for any other the pixels of each zone are collected first.
/// </summary>
internal sealed class ZonalReduction(Cube cube, IReadOnlyList<PolygonMask> masks, Callback reducer, object? context, GraphRun run)
{
    private readonly int _planes = cube.Shape.Planes;

    private CubeWalkOptions Options => new(run.Services.Threads, run.Services.MostBytes);

    /// <summary>One value for each zone and plane.</summary>
    /// <param name="isEmpty">Whether there is nothing to reduce in a zone: its values are nodata.</param>
    internal double[] Values(IReadOnlyList<bool> isEmpty)
    {
        var values = StatisticReducers.Find(reducer, run.Services.Processes) is { } statistic
            ? [.. Summaries().Select(statistic)]
            : Reduce();
        for (var zone = 0; zone < masks.Count; zone++)
        {
            if (isEmpty[zone])
            {
                values.AsSpan(zone * _planes, _planes).Fill(Missing.Value);
            }
        }

        return values;
    }

    /// <summary>Three values for each zone and plane: that of the reducer, the number of pixels, and that of those with finite numbers.</summary>
    internal double[] ValuesAndCounts(IReadOnlyList<bool> isEmpty)
    {
        var values = Values(isEmpty);
        var summaries = Summaries();
        var all = new double[values.Length * 3];
        for (var i = 0; i < values.Length; i++)
        {
            (all[3 * i], all[(3 * i) + 1], all[(3 * i) + 2]) = (values[i], masks[i / _planes].Count, summaries[i].Valid);
        }

        return all;
    }

    private ZoneSummary[] Summaries() => ZonalStatistics.Compute(cube, masks, Options, run.Services.CancellationToken);

    private double[] Reduce()
    {
        var values = new double[masks.Count * _planes];
        var callback = new PixelCallback(reducer, run);
        using var scope = new ReadScope();
        ZonePixels.Collect(cube, masks, Options, zone =>
        {
            var pixels = zone.Cells.Length / zone.Planes;
            var items = new object?[pixels];
            for (var i = 0; i < pixels; i++)
            {
                items[i] = new Lanes(zone.Cells.Slice(i * zone.Planes, zone.Planes));
            }

            var reduced = callback.Invoke(scope, zone.Planes, ("data", new ArrayValue(items)), ("context", context)) as Lanes
                ?? throw new GraphException("ProcessParameterInvalid", "A reducer gives one value, not an array.") { Parameter = "reducer" };
            reduced.Span.CopyTo(values.AsSpan((zone.Zone * _planes) + zone.FirstPlane));
            scope.Clear();
        }, run.Services.CancellationToken);
        return values;
    }
}
