namespace Graticule.Analysis.Graphs;

/// <summary>The values that <c>from_parameter</c> refers to: those of the innermost process or callback first, then those around it.</summary>
public sealed record Parameters(IReadOnlyDictionary<string, object?> Values, Parameters? Outer = null)
{
    public static Parameters None { get; } = new(new Dictionary<string, object?>(StringComparer.Ordinal));

    public bool TryFind(string name, out object? value) => Values.TryGetValue(name, out value) || (Outer is not null && Outer.TryFind(name, out value));
}
