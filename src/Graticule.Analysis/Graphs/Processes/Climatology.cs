namespace Graticule.Analysis.Graphs.Processes;

internal static class Climatology
{
    internal static IEnumerable<GraphProcess> All => [];
}
