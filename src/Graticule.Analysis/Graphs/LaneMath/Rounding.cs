using System.Numerics;

namespace Graticule.Analysis.Graphs.LaneMath;

internal readonly struct Absolute : IUnary
{
    public double Apply(double x) => Math.Abs(x);

    public Vector<double> Apply(Vector<double> x) => Vector.Abs(x);
}

internal readonly struct SquareRoot : IUnary
{
    public double Apply(double x) => Math.Sqrt(x);

    public Vector<double> Apply(Vector<double> x) => Vector.SquareRoot(x);
}

/// <summary>-1, 0 or 1.</summary>
internal readonly struct Sign : IUnary
{
    public double Apply(double x) => x switch
    {
        > 0 => 1,
        < 0 => -1,
        _ => x,
    };

    public Vector<double> Apply(Vector<double> x) => Vector.ConditionalSelect(
        Vector.GreaterThan(x, Vector<double>.Zero),
        Vector<double>.One,
        Vector.ConditionalSelect(Vector.LessThan(x, Vector<double>.Zero), -Vector<double>.One, x));
}

internal readonly struct Floor : IUnary
{
    public double Apply(double x) => Math.Floor(x);

    public Vector<double> Apply(Vector<double> x) => Vector.Floor(x);
}

internal readonly struct Ceiling : IUnary
{
    public double Apply(double x) => Math.Ceiling(x);

    public Vector<double> Apply(Vector<double> x) => Vector.Ceiling(x);
}

/// <summary>Towards zero.</summary>
internal readonly struct Truncated : IUnary
{
    public double Apply(double x) => Math.Truncate(x);

    public Vector<double> Apply(Vector<double> x) => Vector.Truncate(x);
}

/// <summary>To so many decimal places, half to even; negative: to tens, hundreds and so on.</summary>
internal readonly struct Rounded(int places) : IUnary
{
    /// <summary>From here on numbers have no fraction.</summary>
    private const double Whole = 1L << 52;

    private readonly double _scale = Math.Pow(10, Math.Abs(places));
    private readonly bool _multiplies = places >= 0;

    public double Apply(double x)
    {
        var scaled = _multiplies ? x * _scale : x / _scale;
        var rounded = Math.Round(scaled, MidpointRounding.ToEven);
        var back = _multiplies ? rounded / _scale : rounded * _scale;
        return Math.Abs(scaled) < Whole ? back : x;
    }

    public Vector<double> Apply(Vector<double> x)
    {
        var scale = new Vector<double>(_scale);
        var scaled = _multiplies ? x * scale : x / scale;
        var rounded = Vector.Round(scaled, MidpointRounding.ToEven);
        var back = _multiplies ? rounded / scale : rounded * scale;
        return Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(scaled), new(Whole)), back, x);
    }
}
