using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Graticule.Server.Observability;

/// <summary>Listens to this program's meters and keeps what they say, for the exposition.</summary>
internal sealed class MetricRecorder : IDisposable
{
    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly Lock _scraping = new();
    private readonly MeterListener _listener = new();

    /// <param name="scope">Meters of another server in the same process carry another scope, and are not listened to.</param>
    public MetricRecorder(object scope)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            var isOurs = instrument.Meter.Name.StartsWith("Graticule", StringComparison.Ordinal)
                && (instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, scope));
            if (isOurs && MetricFamily.Of(instrument) is { } family)
            {
                listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(family.Name, family));
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Record(value, tags, state));
        _listener.Start();
    }

    /// <summary>Everything, in the Prometheus text format 0.0.4.</summary>
    public string Write()
    {
        lock (_scraping)
        {
            foreach (var family in _families.Values.Where(family => family.IsObserved))
            {
                family.Forget();
            }

            _listener.RecordObservableInstruments();
            return MetricText.Write(_families.Values.OrderBy(family => family.Name, StringComparer.Ordinal));
        }
    }

    public void Dispose() => _listener.Dispose();

    private static void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (state is MetricFamily family)
        {
            family.Record(value, Labels(tags), family.IsObserved);
        }
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder(64);
        foreach (var (key, value) in tags)
        {
            MetricText.AppendLabel(text, key, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        }

        return text.ToString();
    }
}
