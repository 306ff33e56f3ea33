namespace Graticule.Analysis.Matchup.Matching;

/// <summary>An axis of a grid in rising order, whatever its own is: where a value lies among its values.</summary>
internal sealed class Axis
{
    private readonly bool _isRising;
    private readonly bool _isEven;
    private readonly double _perStep;

    public Axis(double[] values)
    {
        Stored = values;
        _isRising = values.Length < 2 || values[^1] > values[0];
        Values = _isRising ? values : [.. values.Reverse()];
        _perStep = values.Length < 2 ? 0 : (values.Length - 1) / (Values[^1] - Values[0]);
        _isEven = Values.Index().All(value => Math.Abs(((value.Item - Values[0]) * _perStep) - value.Index) < 1);
    }

    /// <summary>In the order of the grid.</summary>
    public double[] Stored { get; }

    /// <summary>In rising order.</summary>
    public double[] Values { get; }

    public int Count => Values.Length;

    /// <summary>What turns a position in rising order into one of the grid, and back.</summary>
    public int Place(int position) => _isRising ? position : Values.Length - 1 - position;

    /// <summary>Number of values that are at most <paramref name="value"/>.</summary>
    public int UpTo(double value)
    {
        var values = Values;
        int count;
        if (_isEven)
        {
            // Steps are even up to rounding: the guess is at most some places off.
            count = (int)Math.Clamp((value - values[0]) * _perStep, 0, values.Length - 1);
            while (count > 0 && values[count - 1] > value)
            {
                count--;
            }

            while (count < values.Length && values[count] <= value)
            {
                count++;
            }

            return count;
        }

        var above = values.Length;
        count = 0;
        while (count < above)
        {
            var middle = (count + above) >>> 1;
            (count, above) = values[middle] <= value ? (middle + 1, above) : (count, middle);
        }

        return count;
    }
}
