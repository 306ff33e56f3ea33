namespace Graticule.Analysis.Graphs.Processes;

internal static class Dates
{
    internal static IEnumerable<GraphProcess> All => [];
}
