namespace Graticule.Analysis.Graphs.Processes;

internal static class Cumulative
{
    internal static IEnumerable<GraphProcess> All => [];
}
