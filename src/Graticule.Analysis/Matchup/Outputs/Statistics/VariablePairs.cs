using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup.Outputs.Statistics;

/// <summary>Which variables of both sides of a match-up are to be compared.</summary>
internal static class VariablePairs
{
    /// <summary>All that measure the same quantity in units that can be compared: those with one standard name first, then in the order of the sides.</summary>
    internal static IReadOnlyList<VariablePair> Find(MatchSide primary, MatchSide secondary) =>
    [
        .. from i in Enumerable.Range(0, primary.Variables.Count)
           let quantity = Quantities.Of(primary.Variables[i])
           where quantity is not null
           from k in Enumerable.Range(0, secondary.Variables.Count)
           where Quantities.Of(secondary.Variables[k]) == quantity
           let factor = Quantities.Factor(secondary.Variables[k].Units, primary.Variables[i].Units)
           where factor is not null
           orderby primary.Variables[i].StandardName != secondary.Variables[k].StandardName
           select new VariablePair(i, k, factor.Value, quantity == Quantities.Chlorophyll),
    ];

    /// <summary>The pair of two variables by name; null: a side has no such variable.</summary>
    internal static VariablePair? Choose(MatchSide primary, MatchSide secondary, string primaryName, string secondaryName)
    {
        var (first, second) = (IndexOf(primary, primaryName), IndexOf(secondary, secondaryName));
        return first < 0 || second < 0
            ? null
            : new(first, second, Quantities.Factor(secondary.Variables[second].Units, primary.Variables[first].Units) ?? 1, Quantities.Of(primary.Variables[first]) == Quantities.Chlorophyll);
    }

    /// <summary>Whether the primary is the reference that the secondary is compared with: observations in place are, of two alike the secondary.</summary>
    internal static bool IsPrimaryReference(MatchSide primary, MatchSide secondary) =>
        primary.Kind == DatasetKind.Points && secondary.Kind != DatasetKind.Points;

    private static int IndexOf(MatchSide side, string name) => Enumerable.Range(0, side.Variables.Count)
        .Where(i => side.Variables[i].Name == name).DefaultIfEmpty(-1).First();
}
