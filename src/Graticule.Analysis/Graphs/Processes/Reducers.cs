namespace Graticule.Analysis.Graphs.Processes;

internal static class Reducers
{
    internal static IEnumerable<GraphProcess> All => [];
}
