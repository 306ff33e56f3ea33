namespace Graticule.Analysis.Graphs.Processes;

internal static class Logic
{
    internal static IEnumerable<GraphProcess> All => [];
}
