using System.Text.Json.Nodes;

namespace Graticule.Analysis.Graphs;

/// <summary>A JSON object in an argument, its references resolved: an extent, options, a GeoJSON object.</summary>
public sealed record ObjectValue(IReadOnlyDictionary<string, object?> Members)
{
    /// <summary>The object as it was written, where it holds no references.</summary>
    internal JsonObject? Written { get; init; }

    /// <summary>A member; null where it is absent or null.</summary>
    public object? this[string name] => Members.GetValueOrDefault(name);
}
