using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Graticule.Analysis.Graphs.Specs;

/// <summary>Reads schemas. Members that are not known are passed over, and so are members of a wrong form, as users write schemas too.</summary>
internal static class SchemaReader
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(200);

    /// <summary>As JSON Schema writes limits that are outside themselves, and as openEO's definitions do.</summary>
    private static readonly string[] Exclusions = ["exclusiveMinimum", "minimumExclusive", "exclusiveMaximum", "maximumExclusive"];

    /// <summary>Reads an object, or an array of objects as alternatives.</summary>
    internal static ValueSchema Read(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Array => new() { AnyOf = [.. schema.EnumerateArray().Select(Read)] },
        JsonValueKind.Object => ReadObject(schema),
        _ => ValueSchema.Any,
    };

    private static ValueSchema ReadObject(JsonElement schema) => new()
    {
        Types = Texts(schema, "type"),
        Subtype = Text(schema, "subtype"),
        AnyOf = List(schema, "anyOf", List(schema, "oneOf", [])),
        Enum = Constants(schema),
        NotConst = Member(schema, "not") is { ValueKind: JsonValueKind.Object } not && Member(not, "const") is { } value ? Node(value) : null,
        Minimum = Number(schema, "minimum") ?? Number(schema, "exclusiveMinimum") ?? Number(schema, "minimumExclusive"),
        Maximum = Number(schema, "maximum") ?? Number(schema, "exclusiveMaximum") ?? Number(schema, "maximumExclusive"),
        ExcludesLimits = Exclusions.Any(name => Number(schema, name) is not null),
        MinItems = (int?)Number(schema, "minItems"),
        MaxItems = (int?)Number(schema, "maxItems"),
        UniqueItems = Member(schema, "uniqueItems")?.ValueKind == JsonValueKind.True,
        MinLength = (int?)Number(schema, "minLength"),
        Pattern = Text(schema, "pattern") is { } pattern ? ReadPattern(pattern) : null,
        Format = Text(schema, "format"),
        Items = Member(schema, "items") is { } items ? Read(items) : null,
        Properties = Member(schema, "properties") is { ValueKind: JsonValueKind.Object } members
            ? members.EnumerateObject().ToDictionary(member => member.Name, member => Read(member.Value), StringComparer.Ordinal)
            : ValueSchema.Any.Properties,
        Required = Texts(schema, "required"),
        AdditionalProperties = Member(schema, "additionalProperties") is { ValueKind: JsonValueKind.Object } others ? Read(others) : null,
        IsClosed = Member(schema, "additionalProperties")?.ValueKind == JsonValueKind.False,
        Dimensions = Member(schema, "dimensions") is { ValueKind: JsonValueKind.Array } dimensions
            ? [.. dimensions.EnumerateArray().Select(dimension => Text(dimension, "type")).OfType<string>()]
            : [],
        Parameters = ProcessParameter.ReadAll(Member(schema, "parameters")) ?? [],
    };

    internal static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : null;

    internal static string? Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    private static double? Number(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Number } member ? member.GetDouble() : null;

    private static IReadOnlyList<string> Texts(JsonElement parent, string name) => Member(parent, name) switch
    {
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { ValueKind: JsonValueKind.Array } many => [.. many.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)],
        _ => [],
    };

    private static IReadOnlyList<ValueSchema> List(JsonElement parent, string name, IReadOnlyList<ValueSchema> otherwise) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(Read)] : otherwise;

    private static IReadOnlyList<JsonNode?>? Constants(JsonElement schema) => (Member(schema, "enum"), Member(schema, "const")) switch
    {
        ({ ValueKind: JsonValueKind.Array } list, _) => [.. list.EnumerateArray().Select(Node)],
        (_, { } one) => [Node(one)],
        _ => null,
    };

    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText());

    /// <summary>Matching takes linear time where the pattern allows it, as users' processes have patterns too.</summary>
    private static Regex? ReadPattern(string pattern)
    {
        try
        {
            return new(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, MatchTimeout);
        }
        catch (NotSupportedException)
        {
            return new(pattern, RegexOptions.CultureInvariant, MatchTimeout);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
