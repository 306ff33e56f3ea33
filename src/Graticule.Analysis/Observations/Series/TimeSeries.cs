using System.Text.Json.Nodes;
using Graticule.Raster.Observations;

namespace Graticule.Analysis.Observations.Series;

/// <summary>The series of one data set: a step for each time that has values, in the order of time.</summary>
internal sealed class TimeSeries
{
    /// <summary>The values that are smoothed and compared with the season, in the order in which results have them.</summary>
    private static readonly string[] Smoothed = ["mean", "max", "min"];

    private readonly List<(long Time, StepStatistics Statistics)> _steps;
    private readonly Dictionary<string, double[]> _added = new(StringComparer.Ordinal);

    private TimeSeries(IEnumerable<KeyValuePair<long, StepStatistics>> steps) =>
        _steps = [.. steps.Where(step => step.Value.Count > 0).Select(step => (step.Key, step.Value))];

    public int Count => _steps.Count;

    public long TimeAt(int step) => _steps[step].Time;

    public double MeanAt(int step) => _steps[step].Statistics.Mean;

    /// <summary>Reads it, file by file; the same for any number of threads.</summary>
    public static TimeSeries Read(
        ObservationDataset dataset, ObservationRequest request, int variable, int threads, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var steps = new SortedDictionary<long, StepStatistics>();
        var parts = SeriesPart.Of(dataset, request, threads);
        var done = 0;
        new OrderedWork<SeriesPart, IReadOnlyDictionary<long, StepStatistics>>(threads, cancellationToken).Run(
            parts,
            () => new SeriesReader(dataset, request, variable, cancellationToken),
            found =>
            {
                foreach (var (time, statistics) in found)
                {
                    if (!steps.TryAdd(time, statistics))
                    {
                        steps[time].Add(statistics);
                    }
                }

                progress?.Report((double)++done / parts.Count);
            });
        return new(steps);
    }

    /// <summary>Adds the differences from the series of a climatology, which has a step in each month.</summary>
    /// <returns>Whether it has.</returns>
    public bool Deseason(TimeSeries climatology)
    {
        Dictionary<int, StepStatistics> months = [];
        foreach (var (time, statistics) in climatology._steps)
        {
            months[MonthOf(time)] = statistics;
        }

        if (months.Count < 12)
        {
            return false;
        }

        foreach (var name in (string[])["mean", "min", "max"])
        {
            _added[name + "Seasonal"] = [.. _steps.Select(step => Value(step.Statistics, name) - Value(months[MonthOf(step.Time)], name))];
        }

        return true;
    }

    /// <summary>Adds the series with its fast changes taken away; too short ones stay as they are.</summary>
    public void Smooth()
    {
        foreach (var name in Smoothed)
        {
            Smooth(name, [.. _steps.Select(step => Value(step.Statistics, name))]);
        }

        foreach (var name in _added.Keys.Where(name => name.EndsWith("Seasonal", StringComparison.Ordinal)).ToList())
        {
            Smooth(name, _added[name]);
        }
    }

    /// <summary>A step, as Apache SDAP has it.</summary>
    /// <param name="step">Index.</param>
    /// <param name="dataset">Index of the data set among those of the request.</param>
    public JsonObject Write(int step, int dataset)
    {
        var (time, statistics) = _steps[step];
        var written = new JsonObject
        {
            ["min"] = statistics.Least,
            ["max"] = statistics.Greatest,
            ["mean"] = statistics.Mean,
            ["cnt"] = statistics.Count,
            ["std"] = statistics.StandardDeviation,
            ["time"] = time,
            ["iso_time"] = SeriesDocument.Iso(time),
        };
        foreach (var (name, values) in _added)
        {
            written[name] = values[step];
        }

        written["ds"] = dataset;
        return written;
    }

    private void Smooth(string name, double[] values)
    {
        if (LowPassFilter.Apply(values) is { } smooth)
        {
            _added[name + "LowPass"] = smooth;
        }
    }

    private static int MonthOf(long time) => DateTimeOffset.FromUnixTimeSeconds(time).Month;

    private static double Value(StepStatistics statistics, string name) => name switch
    {
        "mean" => statistics.Mean,
        "min" => statistics.Least,
        _ => statistics.Greatest,
    };
}
