namespace Graticule.Analysis.Graphs.Processes;

internal static class Arrays
{
    internal static IEnumerable<GraphProcess> All => [];
}
