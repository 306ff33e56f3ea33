using System.Text.Json.Nodes;

namespace Graticule.Analysis.Matchup.Results;

/// <summary>Writes matches that are at hand as objects: small ones.</summary>
public static class MatchFileBuilder
{
    /// <summary>Secondaries with one id are one secondary.</summary>
    /// <param name="path">Of the file; one that is there is replaced.</param>
    /// <param name="primary">The side of the primaries.</param>
    /// <param name="secondary">The other side.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="primaries">In their order; boxes are those of the first match of each.</param>
    /// <param name="seconds">That the match took.</param>
    /// <param name="boxesOfSecondaries">Whether boxes lie around secondaries rather than primaries.</param>
    public static MatchSummary Write(
        string path, MatchSide primary, MatchSide secondary, JsonObject request, IEnumerable<MatchedPrimary> primaries, double seconds = 0,
        bool boxesOfSecondaries = false)
    {
        using MatchFileWriter writer = new(path, primary, secondary, request, boxesOfSecondaries);
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        foreach (var (point, matches) in primaries)
        {
            foreach (var match in matches.Where(match => !numbers.ContainsKey(match.Secondary.Id)))
            {
                numbers[match.Secondary.Id] = writer.AddSecondary(match.Secondary, boxesOfSecondaries ? match.Boxes : []);
            }

            writer.AddPrimary(
                point,
                [.. matches.Select(match => numbers[match.Secondary.Id])],
                [.. matches.Select(match => match.Distance)],
                boxesOfSecondaries || matches.Count == 0 ? [] : matches[0].Boxes);
        }

        return writer.Complete(seconds);
    }
}
