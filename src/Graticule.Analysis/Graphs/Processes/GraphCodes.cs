namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Codes of faults that several processes tell.</summary>
internal static class GraphCodes
{
    /// <summary>The fault is not the caller's.</summary>
    internal const string Internal = "Internal";
}
