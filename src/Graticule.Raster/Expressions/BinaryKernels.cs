using System.Numerics;

namespace Graticule.Raster.Expressions;

internal readonly struct LessKernel : IBinaryKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => Truth.Of(Vector.LessThan(a, b));

    public static double Apply(double a, double b) => a < b ? 1 : 0;
}

internal readonly struct LessOrEqualKernel : IBinaryKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => Truth.Of(Vector.LessThanOrEqual(a, b));

    public static double Apply(double a, double b) => a <= b ? 1 : 0;
}

internal readonly struct EqualKernel : IBinaryKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => Truth.Of(Vector.Equals(a, b));

    public static double Apply(double a, double b) => a == b ? 1 : 0;
}

internal readonly struct NotEqualKernel : IBinaryKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => Truth.Of(~Vector.Equals(a, b));

    public static double Apply(double a, double b) => a != b ? 1 : 0;
}

internal readonly struct AndKernel : IBinaryKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) =>
        Truth.Of(~(Vector.Equals(a, Vector<double>.Zero) | Vector.Equals(b, Vector<double>.Zero)));

    public static double Apply(double a, double b) => a != 0 && b != 0 ? 1 : 0;
}

internal readonly struct OrKernel : IBinaryKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) =>
        Truth.Of(~(Vector.Equals(a, Vector<double>.Zero) & Vector.Equals(b, Vector<double>.Zero)));

    public static double Apply(double a, double b) => a != 0 || b != 0 ? 1 : 0;
}

internal readonly struct MinKernel : IBinaryKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => Vector.ConditionalSelect(Vector.LessThan(b, a), b, a);

    public static double Apply(double a, double b) => b < a ? b : a;
}

internal readonly struct MaxKernel : IBinaryKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => Vector.ConditionalSelect(Vector.LessThan(a, b), b, a);

    public static double Apply(double a, double b) => a < b ? b : a;
}

internal readonly struct NormalizedDifferenceKernel : IBinaryKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b)
    {
        var sum = a + b;
        var tiny = Vector.LessThan(Vector.Abs(sum), new Vector<double>(ScalarMath.SmallestSum));
        return Vector.ConditionalSelect(tiny, Vector<double>.Zero, (b - a) / sum);
    }

    public static double Apply(double a, double b) => ScalarMath.Apply(Operation.NormalizedDifference, a, b);
}

/// <summary>The absolute value that leaves -0 as it is, as muParser's does; the second operand is not looked at.</summary>
internal readonly struct AbsKernel : IBinaryKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) =>
        Vector.ConditionalSelect(Vector.GreaterThanOrEqual(a, Vector<double>.Zero), a, -a);

    public static double Apply(double a, double b) => a >= 0 ? a : -a;
}

/// <summary>The second operand is not looked at.</summary>
internal readonly struct SignKernel : IBinaryKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) =>
        Truth.Of(Vector.GreaterThan(a, Vector<double>.Zero)) - Truth.Of(Vector.LessThan(a, Vector<double>.Zero));

    public static double Apply(double a, double b) => (a > 0 ? 1 : 0) - (a < 0 ? 1 : 0);
}

/// <summary>The second operand is not looked at.</summary>
internal readonly struct RoundKernel : IBinaryKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => Vector.Floor(a + new Vector<double>(0.5));

    public static double Apply(double a, double b) => Math.Floor(a + 0.5);
}

internal static class Truth
{
    /// <summary>1 where the mask is set, 0 elsewhere.</summary>
    internal static Vector<double> Of(Vector<long> mask) => Vector.ConditionalSelect(mask, Vector<double>.One, Vector<double>.Zero);
}
