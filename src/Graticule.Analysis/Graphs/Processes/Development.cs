namespace Graticule.Analysis.Graphs.Processes;

internal static class Development
{
    internal static IEnumerable<GraphProcess> All => [];
}
