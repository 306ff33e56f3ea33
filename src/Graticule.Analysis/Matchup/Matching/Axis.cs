namespace Graticule.Analysis.Matchup.Matching;

/// <summary>An axis of a grid in rising order, whatever its own is: where a value lies among its values.</summary>
internal sealed class Axis
{
    private readonly bool _isRising;
    private readonly bool _isEven;

    public Axis(double[] values)
    {
        Stored = values;
        _isRising = values.Length < 2 || values[^1] > values[0];
        Values = _isRising ? values : [.. values.Reverse()];
        StepsPerUnit = values.Length < 2 ? 0 : (values.Length - 1) / (Values[^1] - Values[0]);
        Unevenness = Values.Index().Select(value => Math.Abs(((value.Item - Values[0]) * StepsPerUnit) - value.Index)).DefaultIfEmpty(0).Max();
        _isEven = Unevenness < 1;
    }

    /// <summary>In the order of the grid.</summary>
    public double[] Stored { get; }

    /// <summary>In rising order.</summary>
    public double[] Values { get; }

    /// <summary>Steps for each unit.</summary>
    public double StepsPerUnit { get; }

    /// <summary>How many steps a value is from where it were if all steps were the same, at most.</summary>
    public double Unevenness { get; }

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
            count = (int)Math.Clamp((value - values[0]) * StepsPerUnit, 0, values.Length - 1);
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
