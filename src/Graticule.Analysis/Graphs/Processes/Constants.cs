namespace Graticule.Analysis.Graphs.Processes;

internal static class Constants
{
    internal static IEnumerable<GraphProcess> All => [];
}
