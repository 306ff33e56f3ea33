using System.Numerics;

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

    /// <summary>Brings numbers to values that the type holds exactly.</summary>
    /// <param name="values">Numbers as computed.</param>
    /// <param name="target">As many values of the type; may be the same memory.</param>
    /// <param name="type">The type of the samples to be.</param>
    /// <param name="noData">What NaN becomes; null for the rule above.</param>
    internal static void Apply(ReadOnlySpan<double> values, Span<double> target, PixelType type, double? noData)
    {
        var instead = noData ?? (type.IsFloating() ? double.NaN : 0);
        var i = 0;
        for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Apply(new Vector<double>(values[i..]), type, instead).CopyTo(target[i..]);
        }

        if (i < target.Length)
        {
            Span<double> rest = stackalloc double[Vector<double>.Count];
            values[i..target.Length].CopyTo(rest);
            Apply(new Vector<double>(rest), type, instead).CopyTo(rest);
            rest[..(target.Length - i)].CopyTo(target[i..]);
        }
    }

    private static Vector<double> Apply(Vector<double> value, PixelType type, double instead)
    {
        var result = Clamp(value, float.MinValue, float.MaxValue);
        if (type is not PixelType.Float64)
        {
            var narrow = Vector.Narrow(result, result);
            Vector.Widen(narrow, out var rounded, out _);
            if (type is PixelType.Float32)
            {
                result = rounded;
            }
            else
            {
                var isSmall = Vector.LessThan(Vector.Abs(result), new Vector<double>(FloatsAreWhole));
                var (min, max) = type.Range();
                result = Clamp(Vector.Truncate(Vector.ConditionalSelect(isSmall, rounded, result)), min, max);
            }
        }

        return Vector.ConditionalSelect(Vector.Equals(value, value), result, new Vector<double>(instead));
    }

    private static Vector<double> Clamp(Vector<double> value, double min, double max)
    {
        var low = new Vector<double>(min);
        var high = new Vector<double>(max);
        value = Vector.ConditionalSelect(Vector.LessThan(value, low), low, value);
        return Vector.ConditionalSelect(Vector.GreaterThan(value, high), high, value);
    }
}
