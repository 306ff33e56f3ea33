namespace Graticule.Analysis.Graphs.Processes;

internal static class Vectors
{
    internal static IEnumerable<GraphProcess> All => [];
}
