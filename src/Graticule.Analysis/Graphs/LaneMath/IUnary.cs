using System.Numerics;

namespace Graticule.Analysis.Graphs.LaneMath;

/// <summary>An operation of one number, for one value and for several at once; both give the same bits.</summary>
internal interface IUnary
{
    /// <summary>Whether it is asked what to make of missing values; otherwise they stay missing.</summary>
    static virtual bool TakesMissing => false;

    double Apply(double x);

    Vector<double> Apply(Vector<double> x);
}
