using Graticule.Analysis.Matchup.Sources;
using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup;

/// <summary>Reads primaries chunk by chunk in their order, and with each the secondaries around it. One thread uses it.</summary>
/// <param name="request">What is looked for.</param>
/// <param name="primary">Source of the primaries.</param>
/// <param name="secondaries">Sources of the secondaries.</param>
/// <param name="mostBytes">Of the secondaries around one chunk, as far as can be told beforehand; where there are more, the chunk is split by latitude.</param>
internal sealed class MatchupReader(MatchupRequest request, IObservationSource primary, IReadOnlyList<IObservationSource> secondaries, long mostBytes = long.MaxValue)
{
    /// <summary>A place in arrays, or the bookkeeping of a row.</summary>
    private const int BytesOfPoint = 72;

    public IEnumerable<MatchupWork> Read(CancellationToken cancellationToken)
    {
        foreach (var chunk in primary.Read(request.Box, request.Start, request.End, cancellationToken))
        {
            foreach (var secondary in secondaries)
            {
                secondary.Forget(Earlier(Floor(chunk)));
            }

            foreach (var part in Parts(chunk))
            {
                var (box, start, end) = Around(part);
                List<ObservationChunk> around = [.. secondaries.SelectMany(secondary => secondary.Read(box, start, end, cancellationToken))];
                yield return new(part, around);
            }
        }
    }

    /// <summary>Chunks are in order of the start of their file: none that comes is of a time before it.</summary>
    private static long Floor(ObservationChunk chunk) => Math.Min(chunk.Start, chunk.FileStart);

    private long Earlier(long time) => time - request.TimeTolerance;

    private IEnumerable<ObservationChunk> Parts(ObservationChunk chunk)
    {
        if (BytesAround(chunk) <= mostBytes || chunk.Split() is not { } halves)
        {
            return [chunk];
        }

        return Parts(halves.First).Concat(Parts(halves.Second));
    }

    private (LonLatBox Box, long Start, long End) Around(ObservationChunk chunk) => (
        request.ClipSecondaries ? request.Box : SphereBox.Grow(chunk.Bounds, request.RadiusTolerance),
        chunk.Start - request.TimeTolerance,
        chunk.End + request.TimeTolerance);

    private double BytesAround(ObservationChunk chunk)
    {
        var (box, start, end) = Around(chunk);
        return secondaries.Sum(secondary =>
        {
            var bytes = secondary.Dataset.Kind is DatasetKind.Grid ? 1 + (sizeof(float) * secondary.Dataset.Variables.Count) : BytesOfPoint;
            return secondary.Dataset.Within(box, start, end).Sum(granule => granule.Count * bytes * SphereBox.Overlap(granule.Bounds, box) * ShareOfTime(granule, start, end));
        });
    }

    private static double ShareOfTime(Granule granule, long start, long end) =>
        granule.End == granule.Start ? 1 : (Math.Min(end, granule.End) - Math.Max(start, granule.Start) + 1.0) / (granule.End - granule.Start + 1.0);
}
