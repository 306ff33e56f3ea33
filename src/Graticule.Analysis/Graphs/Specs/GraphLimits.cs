namespace Graticule.Analysis.Graphs.Specs;

/// <summary>How large a graph may be.</summary>
/// <param name="MostNodes">Nodes in all, those of callbacks included.</param>
/// <param name="MostLevels">Graphs within graphs.</param>
/// <param name="MostFaults">Faults that are told; those beyond are not looked for.</param>
public sealed record GraphLimits(int MostNodes = 5000, int MostLevels = 16, int MostFaults = 100);
