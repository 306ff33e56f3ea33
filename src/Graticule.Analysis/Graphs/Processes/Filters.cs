namespace Graticule.Analysis.Graphs.Processes;

internal static class Filters
{
    internal static IEnumerable<GraphProcess> All => [];
}
