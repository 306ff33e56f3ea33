namespace Graticule.Analysis.Graphs.Processes;

internal static class Arithmetic
{
    internal static IEnumerable<GraphProcess> All => [];
}
