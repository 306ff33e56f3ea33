namespace Graticule.Analysis.Graphs.Processes;

internal static class CubeStructure
{
    internal static IEnumerable<GraphProcess> All => [];
}
