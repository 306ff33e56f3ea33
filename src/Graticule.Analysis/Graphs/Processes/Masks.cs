namespace Graticule.Analysis.Graphs.Processes;

internal static class Masks
{
    internal static IEnumerable<GraphProcess> All => [];
}
