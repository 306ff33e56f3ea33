using Graticule.Analysis.Graphs.LaneMath;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>
/// Arrays of running values. A nodata element stays nodata; the running value goes on behind it where nodata is ignored, otherwise
/// everything behind it is nodata.
/// </summary>
internal static class Cumulative
{
    internal static IEnumerable<GraphProcess> All =>
    [
        Running("cumsum", default(Sum)),
        Running("cumproduct", default(Product)),
        Running("cummin", default(Least)),
        Running("cummax", default(Greatest)),
    ];

    private static GraphProcess Running<T>(string id, T operation)
        where T : struct, IBinary => new(id, args => Run(args, operation)) { TakesLanes = true };

    private static ArrayValue Run<T>(Arguments args, T operation)
        where T : struct, IBinary
    {
        var series = Series.Of(args);
        var running = series.New().Span;
        var results = new object?[series.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var item = series.Items[i].Span;
            if (i == 0)
            {
                item.CopyTo(running);
            }
            else
            {
                Folds.Step(operation, item, series.IgnoresNodata, running);
            }

            var to = series.New();
            running.CopyTo(to.Span);
            Kernel.Restore(item, to.Span);
            results[i] = series.Value(to);
        }

        return args.Get<ArrayValue>("data") with { Items = results };
    }
}
