namespace Graticule.Analysis.Observations.Series;

/// <summary>Statistics of the values of one step of time, gathered row by row and merged without loss of digits.</summary>
internal sealed class StepStatistics
{
    private double _mean;
    private double _squares;
    private double _weighted;
    private double _weights;

    public long Count { get; private set; }

    public double Least { get; private set; } = double.PositiveInfinity;

    public double Greatest { get; private set; } = double.NegativeInfinity;

    /// <summary>Weighted with the cosine of latitude; plain where all weights are zero, as at the poles.</summary>
    public double Mean => _weights > 0 ? _weighted / _weights : _mean;

    /// <summary>Of the values as they are, not weighted, with the count and not one less.</summary>
    public double StandardDeviation => Math.Sqrt(_squares / Count);

    /// <summary>Takes the values of one latitude; those that are not numbers are missing.</summary>
    /// <param name="values">A row, or a part of one.</param>
    /// <param name="latitude">Degrees.</param>
    public void Add(ReadOnlySpan<float> values, double latitude)
    {
        var (count, sum) = (0L, 0.0);
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (!float.IsNaN(value))
            {
                count++;
                sum += value;
                least = Math.Min(least, value);
                greatest = Math.Max(greatest, value);
            }
        }

        if (count == 0)
        {
            return;
        }

        var mean = sum / count;
        var squares = 0.0;
        foreach (var value in values)
        {
            if (!float.IsNaN(value))
            {
                squares += (value - mean) * (value - mean);
            }
        }

        var weight = Weight(latitude);
        Merge(count, mean, squares, least, greatest, weight * sum, weight * count);
    }

    /// <summary>Takes one value.</summary>
    public void Add(double value, double latitude)
    {
        if (!double.IsNaN(value))
        {
            var weight = Weight(latitude);
            Merge(1, value, 0, value, value, weight * value, weight);
        }
    }

    public void Add(StepStatistics other)
    {
        if (other.Count > 0)
        {
            Merge(other.Count, other._mean, other._squares, other.Least, other.Greatest, other._weighted, other._weights);
        }
    }

    private static double Weight(double latitude) => Math.Max(0, Math.Cos(latitude * Math.PI / 180));

    /// <summary>By the formula for two parts of a sample (Chan, Golub and LeVeque 1979).</summary>
    private void Merge(long count, double mean, double squares, double least, double greatest, double weighted, double weights)
    {
        var all = Count + count;
        var difference = mean - _mean;
        _squares += squares + (difference * difference * Count / all * count);
        _mean += difference * count / all;
        Count = all;
        Least = Math.Min(Least, least);
        Greatest = Math.Max(Greatest, greatest);
        _weighted += weighted;
        _weights += weights;
    }
}
