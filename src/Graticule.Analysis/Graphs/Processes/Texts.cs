namespace Graticule.Analysis.Graphs.Processes;

internal static class Texts
{
    internal static IEnumerable<GraphProcess> All => [];
}
