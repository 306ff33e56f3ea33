using Graticule.Analysis.Matchup.Matching;
using Graticule.Analysis.Matchup.Sources;

namespace Graticule.Analysis.Matchup;

/// <summary>Primaries that are in memory, with all secondaries that may match one of them.</summary>
internal sealed record MatchupWork(ObservationChunk Primaries, IReadOnlyList<ObservationChunk> Secondaries)
{
    public IReadOnlyList<Places> SecondaryPlaces { get; } = [.. Secondaries.Select(chunk => chunk.Places)];
}
