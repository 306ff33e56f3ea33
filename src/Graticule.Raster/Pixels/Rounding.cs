using System.Numerics;
using System.Runtime.CompilerServices;

namespace Graticule.Raster.Pixels;

/// <summary>
/// How a computed number becomes a sample. The rules are those of OTB 8.1, which computes in double and hands results on as
/// 32-bit floats:
/// <list type="number">
/// <item>what lies outside the range of a 32-bit float, infinities included, becomes its largest or smallest value, for every type;</item>
/// <item>Float64 then keeps the number as it is (OTB rounds it to a 32-bit float), Float32 rounds to nearest;</item>
/// <item>integers round to a 32-bit float first, so that 2.9999999996 is 3, but not above 2^24, where that would lose whole numbers (OTB loses them);</item>
/// <item>integers then drop what follows the decimal point (2.7 is 2, -1.5 is -1) and saturate at the ends of the type's range (OTB wraps around for 32-bit types);</item>
/// <item>NaN stays NaN in floating types and becomes 0 in integers, unless there is a nodata value, which it becomes in both.</item>
/// </list>
/// </summary>
internal static class Rounding
{
    /// <summary>From here on every 32-bit float is a whole number.</summary>
    private const double FloatsAreWhole = 1 << 24;

    /// <summary>Brings numbers in place to values that the type holds exactly, and counts what they are.</summary>
    /// <param name="values">Numbers as computed.</param>
    /// <param name="type">The type of the samples to be.</param>
    /// <param name="noData">What NaN becomes; null for the rule above.</param>
    internal static Statistics Apply(Span<double> values, PixelType type, double? noData) => type switch
    {
        PixelType.Float32 => Apply<ToFloat>(values, type, noData),
        PixelType.Float64 => Apply<ToDouble>(values, type, noData),
        _ => Apply<ToInteger>(values, type, noData),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Statistics Apply<TRule>(Span<double> values, PixelType type, double? noData)
        where TRule : struct, IRule
    {
        var (least, most) = type.Range();
        var instead = new Vector<double>(noData ?? (type.IsFloating() ? double.NaN : 0));
        var statistics = new VectorStatistics(noData);
        var i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var value = new Vector<double>(values[i..]);
            var rounded = Vector.ConditionalSelect(Vector.Equals(value, value), TRule.Round(value, least, most), instead);
            rounded.CopyTo(values[i..]);
            statistics.Add(rounded);
        }

        return i == values.Length ? statistics.Total : statistics.Total + ApplyToRest<TRule>(values[i..], type, noData);
    }

    /// <summary>Fewer numbers than a vector holds, filled up with NaN of no consequence.</summary>
    private static Statistics ApplyToRest<TRule>(Span<double> values, PixelType type, double? noData)
        where TRule : struct, IRule
    {
        Span<double> filled = stackalloc double[Vector<double>.Count];
        filled.Fill(double.NaN);
        values.CopyTo(filled);
        _ = Apply<TRule>(filled, type, noData);
        filled[..values.Length].CopyTo(values);
        return values.ToArray().Where(v => !double.IsNaN(v) && v != noData)
            .Aggregate(Statistics.Empty, (all, v) => all + new Statistics(1, v, v, v));
    }

    private static Vector<double> Clamp(Vector<double> value, double min, double max)
    {
        var low = new Vector<double>(min);
        var high = new Vector<double>(max);
        value = Vector.ConditionalSelect(Vector.LessThan(value, low), low, value);
        return Vector.ConditionalSelect(Vector.GreaterThan(value, high), high, value);
    }

    private static Vector<double> ToSingle(Vector<double> value)
    {
        Vector.Widen(Vector.Narrow(value, value), out var rounded, out _);
        return rounded;
    }

    /// <summary>What becomes of numbers that are not NaN, given the range of the type.</summary>
    private interface IRule
    {
        static abstract Vector<double> Round(Vector<double> value, double least, double most);
    }

    private readonly struct ToDouble : IRule
    {
        public static Vector<double> Round(Vector<double> value, double least, double most) => Clamp(value, float.MinValue, float.MaxValue);
    }

    private readonly struct ToFloat : IRule
    {
        public static Vector<double> Round(Vector<double> value, double least, double most) =>
            ToSingle(Clamp(value, float.MinValue, float.MaxValue));
    }

    private readonly struct ToInteger : IRule
    {
        public static Vector<double> Round(Vector<double> value, double least, double most)
        {
            var clamped = Clamp(value, float.MinValue, float.MaxValue);
            var isSmall = Vector.LessThan(Vector.Abs(clamped), new Vector<double>(FloatsAreWhole));
            return Clamp(Vector.Truncate(Vector.ConditionalSelect(isSmall, ToSingle(clamped), clamped)), least, most);
        }
    }
}
