using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup.Outputs.Legacy;

/// <summary>A page of matches: its primaries, its secondaries without repetition, and the pairs as numbers in both.</summary>
internal sealed class LegacyPage
{
    private const string Satellite = "orbiting satellite";

    private readonly List<string> _platforms = [];

    /// <param name="matches">All of them.</param>
    /// <param name="number">Of the page, from 1.</param>
    /// <param name="size">Primaries of a page.</param>
    internal LegacyPage(MatchFile matches, long number, long size)
    {
        (Number, Size) = (number, size);
        Dictionary<(string Id, string Depth), int> known = [];
        foreach (var (point, found) in matches.Page((number - 1) * size, size))
        {
            Note(point, matches.Primary);
            foreach (var match in found)
            {
                var key = (match.Secondary.Id, LegacyAttributes.Key(match.Secondary.Depth));
                if (!known.TryGetValue(key, out var secondary))
                {
                    secondary = Secondaries.Count;
                    known.Add(key, secondary);
                    Secondaries.Add(match.Secondary);
                }

                Note(match.Secondary, matches.Secondary);
                Pairs.Add((Primaries.Count, secondary));
            }

            Primaries.Add(point);
        }
    }

    internal long Number { get; }

    internal long Size { get; }

    internal List<MatchedPoint> Primaries { get; } = [];

    internal List<MatchedPoint> Secondaries { get; } = [];

    internal List<(int Primary, int Secondary)> Pairs { get; } = [];

    /// <summary>All that observed something of the page, as they come.</summary>
    internal IReadOnlyList<string> Platforms => _platforms;

    private void Note(MatchedPoint point, MatchSide side)
    {
        var platform = side.Kind != DatasetKind.Points && point.Platform is null ? Satellite : point.Platform;
        if (!string.IsNullOrEmpty(platform) && !_platforms.Contains(platform, StringComparer.Ordinal))
        {
            _platforms.Add(platform);
        }
    }
}
