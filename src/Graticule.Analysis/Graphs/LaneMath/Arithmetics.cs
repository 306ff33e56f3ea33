using System.Numerics;

namespace Graticule.Analysis.Graphs.LaneMath;

internal readonly struct Sum : IBinary
{
    public double Apply(double x, double y) => x + y;

    public Vector<double> Apply(Vector<double> x, Vector<double> y) => x + y;
}

internal readonly struct Difference : IBinary
{
    public double Apply(double x, double y) => x - y;

    public Vector<double> Apply(Vector<double> x, Vector<double> y) => x - y;
}

internal readonly struct Product : IBinary
{
    public double Apply(double x, double y) => x * y;

    public Vector<double> Apply(Vector<double> x, Vector<double> y) => x * y;
}

internal readonly struct Quotient : IBinary
{
    public double Apply(double x, double y) => x / y;

    public Vector<double> Apply(Vector<double> x, Vector<double> y) => x / y;
}

/// <summary>(x - y) / (x + y).</summary>
internal readonly struct NormalizedDifference : IBinary
{
    public double Apply(double x, double y) => (x - y) / (x + y);

    public Vector<double> Apply(Vector<double> x, Vector<double> y) => (x - y) / (x + y);
}

/// <summary>The lesser of two; NaN if one is NaN.</summary>
internal readonly struct Least : IBinary
{
    public double Apply(double x, double y) => y < x || double.IsNaN(y) ? y : x;

    public Vector<double> Apply(Vector<double> x, Vector<double> y) => Vector.ConditionalSelect(Vector.LessThan(y, x) | ~Vector.Equals(y, y), y, x);
}

/// <summary>The greater of two; NaN if one is NaN.</summary>
internal readonly struct Greatest : IBinary
{
    public double Apply(double x, double y) => y > x || double.IsNaN(y) ? y : x;

    public Vector<double> Apply(Vector<double> x, Vector<double> y) => Vector.ConditionalSelect(Vector.GreaterThan(y, x) | ~Vector.Equals(y, y), y, x);
}
