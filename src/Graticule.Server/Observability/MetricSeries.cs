namespace Graticule.Server.Observability;

/// <summary>One value, or one histogram. Recorded from any thread.</summary>
internal sealed class MetricSeries(int bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _buckets = new long[bounds + 1];
    private double _value;

    public void Set(double value)
    {
        lock (_lock)
        {
            _value = value;
        }
    }

    public void Add(double value)
    {
        lock (_lock)
        {
            _value += value;
        }
    }

    public void Observe(double value, double[] upTo)
    {
        var index = 0;
        while (index < upTo.Length && value > upTo[index])
        {
            index++;
        }

        lock (_lock)
        {
            _buckets[index]++;
            _value += value;
        }
    }

    /// <summary>The value or sum, and the counts of each bucket alone, the last being everything above the last bound.</summary>
    public (double Value, long[] Buckets) Read()
    {
        lock (_lock)
        {
            return (_value, [.. _buckets]);
        }
    }
}
