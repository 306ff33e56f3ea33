namespace Graticule.Analysis.Graphs.Processes;

internal static class Exports
{
    internal static IEnumerable<GraphProcess> All => [];
}
