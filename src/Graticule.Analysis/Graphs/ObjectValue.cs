using System.Text.Json.Nodes;

namespace Graticule.Analysis.Graphs;

/// <summary>A JSON object in an argument, its references resolved: an extent, options, a GeoJSON object.</summary>
public sealed class ObjectValue
{
    private readonly Lazy<IReadOnlyDictionary<string, object?>> _members;

    public ObjectValue(IReadOnlyDictionary<string, object?> members) => _members = new(members);

    /// <summary>An object without references, which may be large: its members are read when somebody asks for them.</summary>
    internal ObjectValue(JsonObject written, Func<JsonObject, IReadOnlyDictionary<string, object?>> read) => (Written, _members) = (written, new(() => read(written)));

    public IReadOnlyDictionary<string, object?> Members => _members.Value;

    /// <summary>The object as it was written, where it holds no references.</summary>
    internal JsonObject? Written { get; }

    /// <summary>A member; null where it is absent or null.</summary>
    public object? this[string name] => Members.GetValueOrDefault(name);
}
