using System.Numerics;

namespace Graticule.Raster.Expressions;

internal readonly struct AddKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => a + b;

    public static double Apply(double a, double b) => a + b;
}

internal readonly struct SubtractKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => a - b;

    public static double Apply(double a, double b) => a - b;
}

internal readonly struct MultiplyKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => a * b;

    public static double Apply(double a, double b) => a * b;
}

internal readonly struct DivideKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => a / b;

    public static double Apply(double a, double b) => a / b;
}

internal readonly struct LessKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => Truth.Of(Vector.LessThan(a, b));

    public static double Apply(double a, double b) => a < b ? 1 : 0;
}

internal readonly struct LessOrEqualKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => Truth.Of(Vector.LessThanOrEqual(a, b));

    public static double Apply(double a, double b) => a <= b ? 1 : 0;
}

internal readonly struct GreaterKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => Truth.Of(Vector.GreaterThan(a, b));

    public static double Apply(double a, double b) => a > b ? 1 : 0;
}

internal readonly struct GreaterOrEqualKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => Truth.Of(Vector.GreaterThanOrEqual(a, b));

    public static double Apply(double a, double b) => a >= b ? 1 : 0;
}

internal readonly struct EqualKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => Truth.Of(Vector.Equals(a, b));

    public static double Apply(double a, double b) => a == b ? 1 : 0;
}

internal readonly struct NotEqualKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => Truth.Of(~Vector.Equals(a, b));

    public static double Apply(double a, double b) => a != b ? 1 : 0;
}

internal readonly struct AndKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) =>
        Truth.Of(~(Vector.Equals(a, Vector<double>.Zero) | Vector.Equals(b, Vector<double>.Zero)));

    public static double Apply(double a, double b) => a != 0 && b != 0 ? 1 : 0;
}

internal readonly struct OrKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) =>
        Truth.Of(~(Vector.Equals(a, Vector<double>.Zero) & Vector.Equals(b, Vector<double>.Zero)));

    public static double Apply(double a, double b) => a != 0 || b != 0 ? 1 : 0;
}

internal readonly struct MinKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => Vector.ConditionalSelect(Vector.LessThan(b, a), b, a);

    public static double Apply(double a, double b) => b < a ? b : a;
}

internal readonly struct MaxKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => Vector.ConditionalSelect(Vector.LessThan(a, b), b, a);

    public static double Apply(double a, double b) => a < b ? b : a;
}

internal readonly struct NormalizedDifferenceKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b)
    {
        var sum = a + b;
        var tiny = Vector.LessThan(Vector.Abs(sum), new Vector<double>(ScalarMath.SmallestSum));
        return Vector.ConditionalSelect(tiny, Vector<double>.Zero, (b - a) / sum);
    }

    public static double Apply(double a, double b) => ScalarMath.Apply(Operation.NormalizedDifference, a, b);
}

internal static class Truth
{
    /// <summary>1 where the mask is set, 0 elsewhere.</summary>
    internal static Vector<double> Of(Vector<long> mask) => Vector.ConditionalSelect(mask, Vector<double>.One, Vector<double>.Zero);
}
