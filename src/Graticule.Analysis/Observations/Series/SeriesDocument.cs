using System.Globalization;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Observations.Series;

/// <summary>Results in the form of Apache SDAP: what they are about, the data, and how two series go together.</summary>
internal static class SeriesDocument
{
    public static JsonObject Write(ObservationRequest request, IReadOnlyList<TimeSeries> series) => new()
    {
        ["meta"] = new JsonArray([.. request.Datasets.Select(dataset => About(request, dataset.Id))]),
        ["data"] = Data(series),
        ["stats"] = series.Count == 2 ? Compare(series) : new JsonObject(),
    };

    /// <summary>What one data set of the results is about.</summary>
    public static JsonObject About(ObservationRequest request, string id)
    {
        var (start, end) = Span(request);
        return new()
        {
            ["shortName"] = id,
            ["bounds"] = new JsonObject { ["east"] = request.Box.East, ["west"] = request.Box.West, ["north"] = request.Box.North, ["south"] = request.Box.South },
            ["time"] = new JsonObject { ["start"] = start, ["stop"] = end, ["iso_start"] = Iso(start), ["iso_stop"] = Iso(end) },
        };
    }

    public static string Iso(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture);

    /// <summary>The span that was asked for; where it was left open, that of the data sets.</summary>
    private static (long Start, long End) Span(ObservationRequest request) => (
        request.Start == long.MinValue ? request.Datasets.Min(dataset => dataset.Start ?? 0) : request.Start,
        request.End == long.MaxValue ? request.Datasets.Max(dataset => dataset.End ?? 0) : request.End);

    /// <summary>A list for each time, with a step of each data set that has one there.</summary>
    private static JsonArray Data(IReadOnlyList<TimeSeries> series)
    {
        var times = new SortedDictionary<long, JsonArray>();
        for (var dataset = 0; dataset < series.Count; dataset++)
        {
            for (var step = 0; step < series[dataset].Count; step++)
            {
                var time = series[dataset].TimeAt(step);
                if (!times.TryGetValue(time, out var entries))
                {
                    entries = times[time] = [];
                }

                entries.Add(series[dataset].Write(step, dataset));
            }
        }

        return new([.. times.Values]);
    }

    /// <summary>The line through the means of the second data set over those of the first, at the times that both have.</summary>
    private static JsonObject Compare(IReadOnlyList<TimeSeries> series)
    {
        Dictionary<long, double> seconds = [];
        for (var step = 0; step < series[1].Count; step++)
        {
            seconds[series[1].TimeAt(step)] = series[1].MeanAt(step);
        }

        List<(double X, double Y)> pairs = [];
        for (var step = 0; step < series[0].Count; step++)
        {
            if (seconds.TryGetValue(series[0].TimeAt(step), out var second))
            {
                pairs.Add((series[0].MeanAt(step), second));
            }
        }

        return LinearRegression.Of(pairs) is { } line
            ? new() { ["slope"] = line.Slope, ["intercept"] = line.Intercept, ["r"] = line.Correlation, ["p"] = line.Probability, ["err"] = line.SlopeError }
            : [];
    }
}
