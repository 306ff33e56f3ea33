using Graticule.Analysis.Matchup.Outputs.Statistics;
using Graticule.Analysis.Matchup.Results;

namespace Graticule.Analysis.Matchup.Outputs.Plots;

/// <summary>The pictures of a match-up.</summary>
internal static class PairPlots
{
    internal const string MediaType = "image/png";

    /// <summary>The first pair of variables against each other.</summary>
    /// <param name="statistics">Of all pairs of variables.</param>
    internal static byte[] Scatter(IReadOnlyList<PairStatistics> statistics) => ScatterPlot.Draw(statistics.Count == 0 ? null : statistics[0]);

    /// <summary>Where the pairs lie, with the differences of the first pair of variables; without one the places alone.</summary>
    /// <param name="statistics">Of all pairs of variables.</param>
    /// <param name="primary">Side of the primaries.</param>
    /// <param name="secondary">Side of the secondaries.</param>
    /// <param name="primaries">For places alone.</param>
    internal static byte[] Map(IReadOnlyList<PairStatistics> statistics, MatchSide primary, MatchSide secondary, IEnumerable<MatchedPrimary> primaries)
    {
        if (statistics is [var first, ..])
        {
            return DifferenceMap.Draw(
                first.Sample.Values, $"{first.Compared.Dataset} {first.Compared.Variable} - {first.Reference.Dataset} {first.Reference.Variable}", first.Units);
        }

        var places = new PairSample();
        foreach (var (point, _) in primaries)
        {
            places.Add(new(double.NaN, double.NaN, point.Longitude, point.Latitude));
        }

        return DifferenceMap.Draw(places.Values, $"{primary.Dataset} with {secondary.Dataset}", null);
    }
}
