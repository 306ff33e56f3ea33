using System.Numerics;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.LaneMath;

/// <summary>Logic of three values: false wins over missing.</summary>
internal readonly struct And : IBinary
{
    public static bool TakesMissing => true;

    public double Apply(double x, double y)
    {
        if (IsFalse(x) || IsFalse(y))
        {
            return 0;
        }

        return Missing.Is(x) || Missing.Is(y) ? Missing.Value : 1;
    }

    public Vector<double> Apply(Vector<double> x, Vector<double> y)
    {
        var (left, right) = (MissingLanes.In(x), MissingLanes.In(y));
        var isFalse = ~(left | MissingLanes.Truth(x)) | ~(right | MissingLanes.Truth(y));
        return Vector.ConditionalSelect(isFalse, Vector<double>.Zero, Vector.ConditionalSelect(left | right, MissingLanes.All, Vector<double>.One));
    }

    private static bool IsFalse(double x) => !Missing.Is(x) && !MissingLanes.Truth(x);
}

/// <summary>Logic of three values: true wins over missing.</summary>
internal readonly struct Or : IBinary
{
    public static bool TakesMissing => true;

    public double Apply(double x, double y)
    {
        if (MissingLanes.Truth(x) || MissingLanes.Truth(y))
        {
            return 1;
        }

        return Missing.Is(x) || Missing.Is(y) ? Missing.Value : 0;
    }

    public Vector<double> Apply(Vector<double> x, Vector<double> y) => Vector.ConditionalSelect(
        MissingLanes.Truth(x) | MissingLanes.Truth(y),
        Vector<double>.One,
        Vector.ConditionalSelect(MissingLanes.In(x) | MissingLanes.In(y), MissingLanes.All, Vector<double>.Zero));
}

internal readonly struct Xor : IBinary
{
    public double Apply(double x, double y) => MissingLanes.Truth(x) != MissingLanes.Truth(y) ? 1 : 0;

    public Vector<double> Apply(Vector<double> x, Vector<double> y) => MissingLanes.ToTruth(MissingLanes.Truth(x) ^ MissingLanes.Truth(y));
}

internal readonly struct Not : IUnary
{
    public double Apply(double x) => MissingLanes.Truth(x) ? 0 : 1;

    public Vector<double> Apply(Vector<double> x) => MissingLanes.ToTruth(~MissingLanes.Truth(x));
}

/// <summary>Counts truths.</summary>
internal readonly struct OneMoreTrue : IBinary
{
    public static bool TakesMissing => true;

    public double Apply(double x, double y) => MissingLanes.Truth(y) ? x + 1 : x;

    public Vector<double> Apply(Vector<double> x, Vector<double> y) => x + MissingLanes.ToTruth(MissingLanes.Truth(y));
}
