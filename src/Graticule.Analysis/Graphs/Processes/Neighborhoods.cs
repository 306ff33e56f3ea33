namespace Graticule.Analysis.Graphs.Processes;

internal static class Neighborhoods
{
    internal static IEnumerable<GraphProcess> All => [];
}
