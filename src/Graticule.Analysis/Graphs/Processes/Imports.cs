namespace Graticule.Analysis.Graphs.Processes;

internal static class Imports
{
    internal static IEnumerable<GraphProcess> All => [];
}
