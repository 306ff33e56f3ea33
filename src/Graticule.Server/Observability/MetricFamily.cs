using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Graticule.Server.Observability;

internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>One instrument's series, by their labels.</summary>
/// <param name="name">Name in the exposition, unit and <c>_total</c> included.</param>
/// <param name="help">What is counted.</param>
/// <param name="kind">How it is written.</param>
/// <param name="bounds">Upper bounds of a histogram's buckets, ascending, without infinity.</param>
/// <param name="isObserved">Whether values come at each scrape and replace what was there.</param>
internal sealed class MetricFamily(string name, string help, MetricKind kind, double[] bounds, bool isObserved)
{
    /// <summary>Labels could come from requests; a flood of different ones must not fill the memory.</summary>
    private const int MostSeries = 1000;

    private static readonly double[] DefaultBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);

    public string Name => name;

    public string Help => help;

    public MetricKind Kind => kind;

    public IReadOnlyList<double> Bounds => bounds;

    public bool IsObserved => isObserved;

    public IReadOnlyCollection<KeyValuePair<string, MetricSeries>> Series => [.. _series.OrderBy(series => series.Key, StringComparer.Ordinal)];

    public static MetricFamily? Of(Instrument instrument)
    {
        var type = instrument.GetType();
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return KindOf(generic) is { } known
            ? new(NameOf(instrument, known), instrument.Description ?? instrument.Name, known, BoundsOf(instrument), instrument.IsObservable)
            : null;
    }

    public void Forget() => _series.Clear();

    public void Record(double value, string labels, bool isAbsolute)
    {
        if (!_series.TryGetValue(labels, out var series))
        {
            if (_series.Count >= MostSeries)
            {
                return;
            }

            series = _series.GetOrAdd(labels, _ => new(bounds.Length));
        }

        switch (kind)
        {
            case MetricKind.Histogram:
                series.Observe(value, bounds);
                break;
            case var _ when isAbsolute:
                series.Set(value);
                break;
            default:
                series.Add(value);
                break;
        }
    }

    private static MetricKind? KindOf(Type generic)
    {
        if (generic == typeof(Counter<>) || generic == typeof(ObservableCounter<>))
        {
            return MetricKind.Counter;
        }

        if (generic == typeof(Histogram<>))
        {
            return MetricKind.Histogram;
        }

        Type[] gauges = [typeof(Gauge<>), typeof(UpDownCounter<>), typeof(ObservableGauge<>), typeof(ObservableUpDownCounter<>)];
        return gauges.Contains(generic) ? MetricKind.Gauge : null;
    }

    private static string NameOf(Instrument instrument, MetricKind kind)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var plain = string.Concat(instrument.Name.Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : '_'));
        return $"{plain}{unit}{(kind == MetricKind.Counter ? "_total" : "")}";
    }

    private static double[] BoundsOf(Instrument instrument) =>
        instrument is Histogram<double> { Advice.HistogramBucketBoundaries: { } advised } ? [.. advised] : DefaultBounds;
}
