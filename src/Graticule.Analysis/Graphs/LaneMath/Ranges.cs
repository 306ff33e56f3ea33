using System.Numerics;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.LaneMath;

/// <summary>Brought into a range.</summary>
/// <param name="least">A number, not NaN.</param>
/// <param name="greatest">A number, not NaN.</param>
internal readonly struct Clipped(double least, double greatest) : IUnary
{
    public double Apply(double x)
    {
        if (x < least)
        {
            return least;
        }

        return x > greatest ? greatest : x;
    }

    public Vector<double> Apply(Vector<double> x)
    {
        var (low, high) = (new Vector<double>(least), new Vector<double>(greatest));
        return Vector.ConditionalSelect(Vector.LessThan(x, low), low, Vector.ConditionalSelect(Vector.GreaterThan(x, high), high, x));
    }
}

/// <summary>Clipped to one range, then moved linearly to another; both may fall.</summary>
internal readonly struct Scaled(double inputMin, double inputMax, double outputMin, double outputMax) : IUnary
{
    private readonly Clipped _clipped = new(Math.Min(inputMin, inputMax), Math.Max(inputMin, inputMax));

    public double Apply(double x) => ((_clipped.Apply(x) - inputMin) / (inputMax - inputMin) * (outputMax - outputMin)) + outputMin;

    public Vector<double> Apply(Vector<double> x) =>
        ((_clipped.Apply(x) - new Vector<double>(inputMin)) / new Vector<double>(inputMax - inputMin) * (outputMax - outputMin)) + new Vector<double>(outputMin);
}

/// <summary>Whether a number lies in a range.</summary>
internal readonly struct IsBetween(double least, double greatest, bool excludesGreatest) : IUnary
{
    public double Apply(double x) => x >= least && (x < greatest || (x == greatest && !excludesGreatest)) ? 1 : 0;

    public Vector<double> Apply(Vector<double> x)
    {
        var high = new Vector<double>(greatest);
        return MissingLanes.ToTruth(
            Vector.GreaterThanOrEqual(x, new Vector<double>(least)) & (excludesGreatest ? Vector.LessThan(x, high) : Vector.LessThanOrEqual(x, high)));
    }
}

/// <summary>What a range with an undefined end gives: nothing, or NaN.</summary>
internal readonly record struct Undefined(bool IsMissing) : IUnary
{
    public double Apply(double x) => IsMissing ? Missing.Value : double.NaN;

    public Vector<double> Apply(Vector<double> x) => new(Apply(0));
}
