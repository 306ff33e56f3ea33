using System.Numerics;

namespace Graticule.Raster.Pixels;

/// <summary>Count, extremes and sum of the valid samples of a raster; NaN and nodata are not valid.</summary>
public readonly record struct Statistics(long Valid, double Min, double Max, double Sum)
{
    public static Statistics Empty { get; } = new(0, double.PositiveInfinity, double.NegativeInfinity, 0);

    /// <summary>NaN if nothing is valid.</summary>
    public double Mean => Sum / Valid;

    public static Statistics operator +(Statistics a, Statistics b) =>
        new(a.Valid + b.Valid, Math.Min(a.Min, b.Min), Math.Max(a.Max, b.Max), a.Sum + b.Sum);

    internal static Statistics Of(ReadOnlySpan<double> values, double? noData)
    {
        var skip = new Vector<double>(noData ?? double.NaN);
        var count = Vector<long>.Zero;
        var sum = Vector<double>.Zero;
        var min = new Vector<double>(double.PositiveInfinity);
        var max = new Vector<double>(double.NegativeInfinity);
        var i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var value = new Vector<double>(values[i..]);
            var valid = Vector.Equals(value, value) & ~Vector.Equals(value, skip);
            count -= valid;
            sum += Vector.ConditionalSelect(valid, value, Vector<double>.Zero);
            min = Vector.ConditionalSelect(valid & Vector.LessThan(value, min), value, min);
            max = Vector.ConditionalSelect(valid & Vector.GreaterThan(value, max), value, max);
        }

        var result = new Statistics(Vector.Sum(count), Least(min), -Least(-max), Vector.Sum(sum));
        for (; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]) && values[i] != noData)
            {
                result += new Statistics(1, values[i], values[i], values[i]);
            }
        }

        return result;
    }

    private static double Least(Vector<double> lanes)
    {
        var least = lanes[0];
        for (var i = 1; i < Vector<double>.Count; i++)
        {
            least = Math.Min(least, lanes[i]);
        }

        return least;
    }
}
