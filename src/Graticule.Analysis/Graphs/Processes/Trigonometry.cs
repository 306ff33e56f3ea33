namespace Graticule.Analysis.Graphs.Processes;

internal static class Trigonometry
{
    internal static IEnumerable<GraphProcess> All => [];
}
