using Graticule.Analysis.Matchup.Sources;

namespace Graticule.Analysis.Matchup;

/// <summary>Reads primaries chunk by chunk in their order, and with each the secondaries around it. One thread uses it.</summary>
internal sealed class MatchupReader(MatchupRequest request, IObservationSource primary, IReadOnlyList<IObservationSource> secondaries)
{
    public IEnumerable<MatchupWork> Read(CancellationToken cancellationToken)
    {
        foreach (var chunk in primary.Read(request.Box, request.Start, request.End, cancellationToken))
        {
            var box = request.ClipSecondaries ? request.Box : SphereBox.Grow(chunk.Bounds, request.RadiusTolerance);
            var (start, end) = (chunk.Start - request.TimeTolerance, chunk.End + request.TimeTolerance);
            List<ObservationChunk> around = [.. secondaries.SelectMany(secondary => secondary.Read(box, start, end, cancellationToken))];
            yield return new(chunk, around);
        }
    }
}
