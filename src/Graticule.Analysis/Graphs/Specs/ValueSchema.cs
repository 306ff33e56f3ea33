using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Graticule.Analysis.Graphs.Specs;

/// <summary>What a value may be: the part of JSON Schema that process definitions use, and openEO's members beside it.</summary>
public sealed record ValueSchema
{
    /// <summary>Any value at all.</summary>
    public static ValueSchema Any { get; } = new();

    /// <summary>JSON types, of which a value has one; empty: any.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>openEO's name for what the value means, such as <c>datacube</c> or <c>process-graph</c>.</summary>
    public string? Subtype { get; init; }

    /// <summary>Alternatives, of which a value fits one; empty: no such demand.</summary>
    public IReadOnlyList<ValueSchema> AnyOf { get; init; } = [];

    /// <summary>The only values there are; null: no such demand. A constant is a list of one.</summary>
    public IReadOnlyList<JsonNode?>? Enum { get; init; }

    /// <summary>A value that it must not be, as <c>not: {const}</c> says.</summary>
    public JsonNode? NotConst { get; init; }

    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    /// <summary>Whether the limits themselves are outside: <c>minimumExclusive</c> and <c>exclusiveMinimum</c>, and so on.</summary>
    public bool ExcludesLimits { get; init; }

    public int? MinItems { get; init; }

    public int? MaxItems { get; init; }

    public bool UniqueItems { get; init; }

    public int? MinLength { get; init; }

    public Regex? Pattern { get; init; }

    /// <summary><c>date</c>, <c>date-time</c> or another, which is not checked.</summary>
    public string? Format { get; init; }

    /// <summary>Of each element of an array; null: any.</summary>
    public ValueSchema? Items { get; init; }

    /// <summary>Members of an object that are known by name.</summary>
    public IReadOnlyDictionary<string, ValueSchema> Properties { get; init; } = new Dictionary<string, ValueSchema>(StringComparer.Ordinal);

    /// <summary>Members that an object must have.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Of the other members of an object; null: any.</summary>
    public ValueSchema? AdditionalProperties { get; init; }

    /// <summary>Whether an object has no other members than <see cref="Properties"/>.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Types of dimensions that a data cube has at least: <c>spatial</c>, <c>temporal</c>, <c>bands</c>, <c>geometry</c>.</summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];

    /// <summary>What a process that is given as this value is called with.</summary>
    public IReadOnlyList<ProcessParameter> Parameters { get; init; } = [];

    /// <summary>What can be chosen from: the alternatives, and theirs, or the schema itself.</summary>
    public IEnumerable<ValueSchema> Alternatives => AnyOf.Count == 0 ? [this] : AnyOf.SelectMany(alternative => alternative.Alternatives);

    internal bool IsAny => Types.Count == 0 && AnyOf.Count == 0 && Enum is null;

    internal bool Allows(string type) => Types.Count == 0 || Types.Contains(type, StringComparer.Ordinal);
}
