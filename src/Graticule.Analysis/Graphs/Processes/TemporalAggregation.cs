namespace Graticule.Analysis.Graphs.Processes;

internal static class TemporalAggregation
{
    internal static IEnumerable<GraphProcess> All => [];
}
