using System.Numerics;

namespace Graticule.Raster.Expressions;

internal readonly struct NegateKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => -a;

    public static double Apply(double a, double b) => -a;
}

internal readonly struct SqrtKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => Vector.SquareRoot(a);

    public static double Apply(double a, double b) => Math.Sqrt(a);
}

/// <summary>The absolute value that leaves -0 as it is, as muParser's does.</summary>
internal readonly struct AbsKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) =>
        Vector.ConditionalSelect(Vector.GreaterThanOrEqual(a, Vector<double>.Zero), a, -a);

    public static double Apply(double a, double b) => a >= 0 ? a : -a;
}

internal readonly struct SignKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) =>
        Truth.Of(Vector.GreaterThan(a, Vector<double>.Zero)) - Truth.Of(Vector.LessThan(a, Vector<double>.Zero));

    public static double Apply(double a, double b) => (a > 0 ? 1 : 0) - (a < 0 ? 1 : 0);
}

internal readonly struct RoundKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => Vector.Floor(a + new Vector<double>(0.5));

    public static double Apply(double a, double b) => Math.Floor(a + 0.5);
}

internal readonly struct TruncateKernel : IKernel
{
    public static Vector<double> Apply(Vector<double> a, Vector<double> b) => Vector.Truncate(a);

    public static double Apply(double a, double b) => Math.Truncate(a);
}
