namespace Graticule.Analysis.Graphs.Processes;

internal static class CubeCallbacks
{
    internal static IEnumerable<GraphProcess> All => [];
}
