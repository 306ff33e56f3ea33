using Graticule.Raster.Observations;

namespace Graticule.Analysis.Observations.Series;

/// <summary>Steps of a file: every <paramref name="Parts"/>-th of them, from the <paramref name="Part"/>-th on.</summary>
internal sealed record SeriesPart(Granule Granule, int Part, int Parts)
{
    /// <summary>Whole files; where they are fewer than threads, and hold many steps, parts of them.</summary>
    public static IReadOnlyList<SeriesPart> Of(ObservationDataset dataset, ObservationRequest request, int threads)
    {
        var granules = dataset.Within(request.Box, request.Start, request.End).ToList();
        var parts = dataset.Kind == DatasetKind.Grid && granules.Count < threads ? threads : 1;
        return [.. granules.SelectMany(granule => Enumerable.Range(0, parts).Select(part => new SeriesPart(granule, part, parts)))];
    }
}
