namespace Graticule.Analysis.Graphs.Processes;

internal static class SpatialAggregation
{
    internal static IEnumerable<GraphProcess> All => [];
}
