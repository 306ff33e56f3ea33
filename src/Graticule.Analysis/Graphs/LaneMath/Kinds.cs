using System.Numerics;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.LaneMath;

/// <summary>Whether a number is a NaN that was computed, not a missing value.</summary>
internal readonly struct IsNan : IUnary
{
    public static bool TakesMissing => true;

    public double Apply(double x) => double.IsNaN(x) && !Missing.Is(x) ? 1 : 0;

    public Vector<double> Apply(Vector<double> x) => MissingLanes.ToTruth(~Vector.Equals(x, x) & ~MissingLanes.In(x));
}

internal readonly struct IsMissing : IUnary
{
    public static bool TakesMissing => true;

    public double Apply(double x) => Missing.Is(x) ? 1 : 0;

    public Vector<double> Apply(Vector<double> x) => MissingLanes.ToTruth(MissingLanes.In(x));
}

internal readonly struct IsFinite : IUnary
{
    public static bool TakesMissing => true;

    public double Apply(double x) => double.IsFinite(x) ? 1 : 0;

    public Vector<double> Apply(Vector<double> x) => MissingLanes.ToTruth(Vector.LessThan(Vector.Abs(x), new Vector<double>(double.PositiveInfinity)));
}

internal readonly struct IsInfinite : IUnary
{
    public static bool TakesMissing => true;

    public double Apply(double x) => double.IsInfinity(x) ? 1 : 0;

    public Vector<double> Apply(Vector<double> x) => MissingLanes.ToTruth(Vector.Equals(Vector.Abs(x), new Vector<double>(double.PositiveInfinity)));
}
