namespace Graticule.Analysis.Graphs.Processes;

internal static class Comparison
{
    internal static IEnumerable<GraphProcess> All => [];
}
