namespace Graticule.Analysis.Graphs.Specs;

/// <summary>The parameters that can be referred to: of the innermost process first, then of those around it.</summary>
/// <param name="Parameters">Of the innermost process, by name.</param>
/// <param name="Outer">Those around it; null for the outermost.</param>
internal sealed record ParameterScope(IReadOnlyDictionary<string, ProcessParameter> Parameters, ParameterScope? Outer)
{
    /// <summary>Whether there may be any other parameters: of a callback of a process that is not known.</summary>
    internal bool IsOpen { get; init; }

    internal IEnumerable<string> Names => Outer is null ? Parameters.Keys : Parameters.Keys.Concat(Outer.Names);

    internal ProcessParameter? Find(string name) =>
        Parameters.GetValueOrDefault(name) ?? (IsOpen ? new(name, ValueSchema.Any, IsOptional: true, Default: null) : Outer?.Find(name));
}
