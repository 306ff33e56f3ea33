namespace Graticule.Analysis.Graphs.Specs;

/// <summary>Why a value cannot be what it is for.</summary>
/// <param name="Text">The rest of a sentence about it: "must be a number, not 'x'".</param>
/// <param name="Code">The error that it is.</param>
internal sealed record Misfit(string Text, string Code = "ProcessParameterInvalid")
{
    /// <summary>The same of a part of a value.</summary>
    /// <param name="part">Such as <c>.west</c> or <c>[0]</c>.</param>
    internal Misfit In(string part) => this with { Part = part + Part };

    /// <summary>Which part of the value it is; empty: all of it.</summary>
    internal string Part { get; private init; } = "";
}
