using System.Numerics;

namespace Graticule.Analysis.Graphs.LaneMath;

internal readonly struct IsGreater : IBinary
{
    public double Apply(double x, double y) => x > y ? 1 : 0;

    public Vector<double> Apply(Vector<double> x, Vector<double> y) => MissingLanes.ToTruth(Vector.GreaterThan(x, y));
}

internal readonly struct IsGreaterOrEqual : IBinary
{
    public double Apply(double x, double y) => x >= y ? 1 : 0;

    public Vector<double> Apply(Vector<double> x, Vector<double> y) => MissingLanes.ToTruth(Vector.GreaterThanOrEqual(x, y));
}

internal readonly struct IsLess : IBinary
{
    public double Apply(double x, double y) => x < y ? 1 : 0;

    public Vector<double> Apply(Vector<double> x, Vector<double> y) => MissingLanes.ToTruth(Vector.LessThan(x, y));
}

internal readonly struct IsLessOrEqual : IBinary
{
    public double Apply(double x, double y) => x <= y ? 1 : 0;

    public Vector<double> Apply(Vector<double> x, Vector<double> y) => MissingLanes.ToTruth(Vector.LessThanOrEqual(x, y));
}

/// <summary>Whether two numbers are equal, or not further apart than <paramref name="delta"/>; NaN equals nothing.</summary>
internal readonly struct IsEqual(double delta) : IBinary
{
    public double Apply(double x, double y) => x == y || Math.Abs(x - y) <= delta ? 1 : 0;

    public Vector<double> Apply(Vector<double> x, Vector<double> y) =>
        MissingLanes.ToTruth(Vector.Equals(x, y) | Vector.LessThanOrEqual(Vector.Abs(x - y), new Vector<double>(delta)));
}

/// <summary>The contrary of <see cref="IsEqual"/>.</summary>
internal readonly struct IsUnequal(double delta) : IBinary
{
    private readonly IsEqual _equal = new(delta);

    public double Apply(double x, double y) => 1 - _equal.Apply(x, y);

    public Vector<double> Apply(Vector<double> x, Vector<double> y) => Vector<double>.One - _equal.Apply(x, y);
}
