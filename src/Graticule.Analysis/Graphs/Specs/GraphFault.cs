namespace Graticule.Analysis.Graphs.Specs;

/// <summary>What is wrong with a process graph, found without running it.</summary>
/// <param name="Code">openEO's name of the error, such as <c>ProcessParameterInvalid</c>.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record GraphFault(string Code, string Message)
{
    /// <summary>Where it is, from the outermost node inwards; empty if it is no node's.</summary>
    public IReadOnlyList<GraphPlace> Path { get; init; } = [];

    /// <summary>The parameter at fault, if it is one.</summary>
    public string? Parameter { get; init; }
}
