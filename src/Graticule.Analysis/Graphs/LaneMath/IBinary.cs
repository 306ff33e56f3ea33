using System.Numerics;

namespace Graticule.Analysis.Graphs.LaneMath;

/// <summary>An operation of two numbers, for one pair and for several at once; both give the same bits.</summary>
internal interface IBinary
{
    /// <inheritdoc cref="IUnary.TakesMissing"/>
    static virtual bool TakesMissing => false;

    double Apply(double x, double y);

    Vector<double> Apply(Vector<double> x, Vector<double> y);
}
