namespace Graticule.Analysis.Graphs.Processes;

internal static class Resampling
{
    internal static IEnumerable<GraphProcess> All => [];
}
