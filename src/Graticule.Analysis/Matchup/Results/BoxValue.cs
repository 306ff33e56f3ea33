namespace Graticule.Analysis.Matchup.Results;

/// <summary>Statistics of the n x n cells around a matched cell, of one variable; missing cells and those beyond the edge of the grid count as not valid.</summary>
/// <param name="Variable">Index in the variables of its side.</param>
/// <param name="Count">Valid cells.</param>
/// <param name="Total">n x n.</param>
/// <param name="Mean">Of the valid cells; not a number: there are none.</param>
/// <param name="StandardDeviation">Of the valid cells, with Count - 1; not a number: there are fewer than two.</param>
public sealed record BoxValue(int Variable, int Count, int Total, double Mean, double StandardDeviation)
{
    public double CoefficientOfVariation => StandardDeviation / Math.Abs(Mean);

    public double ValidFraction => (double)Count / Total;
}
