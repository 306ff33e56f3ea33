namespace Graticule.Analysis.Graphs;

/// <summary>A process that a user defined by a graph.</summary>
/// <param name="Graph">What it does.</param>
/// <param name="Defaults">Of its optional parameters.</param>
public sealed record UserProcess(ProcessGraph Graph, IReadOnlyDictionary<string, object?> Defaults);
