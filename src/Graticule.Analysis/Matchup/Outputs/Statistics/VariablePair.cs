namespace Graticule.Analysis.Matchup.Outputs.Statistics;

/// <summary>A variable of each side that are to be compared.</summary>
/// <param name="Primary">Index in the variables of the primary side.</param>
/// <param name="Secondary">Index in the variables of the secondary side.</param>
/// <param name="Factor">By which values of the secondary are multiplied for the units of the primary.</param>
/// <param name="InLogarithms">Whether comparison is by ratio, so of the decimal logarithms: of chlorophyll, whose values span magnitudes.</param>
internal sealed record VariablePair(int Primary, int Secondary, double Factor = 1, bool InLogarithms = false);
