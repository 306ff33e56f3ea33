using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Graphs.Specs;

/// <summary>Whether an argument fits a schema.</summary>
/// <param name="known">What a reference's value will be; null if nothing is known of it.</param>
/// <param name="names">Names that texts can have.</param>
internal sealed class ValueCheck(Func<JsonObject, ValueSchema?> known, KnownNames names)
{
    /// <summary>What is wrong; null if nothing is.</summary>
    internal Misfit? Check(JsonNode? value, ValueSchema schema)
    {
        if (value is JsonObject reference && (Reference.Node(reference) ?? Reference.Parameter(reference)) is not null)
        {
            return known(reference) is { } given && !SchemaFit.CanFit(schema, given)
                ? new($"must be {SchemaNouns.Of(schema)}, and {SchemaNouns.Of(value)} is {SchemaNouns.Of(given)}")
                : null;
        }

        return schema.AnyOf.Count > 0 ? CheckAlternatives(value, schema) : CheckOne(value, schema);
    }

    /// <summary>Where all alternatives but one are of another type, what is wrong with that one is told.</summary>
    private Misfit? CheckAlternatives(JsonNode? value, ValueSchema schema)
    {
        var type = Type(value);
        List<(ValueSchema Schema, Misfit? Misfit)> tried = [.. schema.Alternatives.Select(alternative => (alternative, Check(value, alternative)))];
        if (tried.Exists(attempt => attempt.Misfit is null))
        {
            return null;
        }

        var likely = tried.Where(attempt => attempt.Schema.Types.Any(allowed => Matches(allowed, type, value))).ToList();
        return likely.Find(attempt => attempt.Misfit!.Code != "ProcessParameterInvalid").Misfit
            ?? (likely.Count == 1 ? likely[0].Misfit : new($"must be {SchemaNouns.Of(schema)}, not {SchemaNouns.Of(value)}"));
    }

    private Misfit? CheckOne(JsonNode? value, ValueSchema schema)
    {
        var type = Type(value);
        if (schema.Types.Count > 0 && !schema.Types.Any(allowed => Matches(allowed, type, value)))
        {
            return new($"must be {SchemaNouns.Of(schema)}, not {SchemaNouns.Of(value)}");
        }

        if (schema.Enum is { } allowedValues && !allowedValues.Any(allowed => JsonNode.DeepEquals(allowed, value)))
        {
            return new($"must be {OneOf(allowedValues)}, not {SchemaNouns.Of(value)}{Suggestion(value, allowedValues)}");
        }

        return value switch
        {
            JsonObject members => CheckMembers(members, schema) ?? SubtypeCheck.Check(members, schema),
            JsonArray array => CheckItems(array, schema) ?? SubtypeCheck.Check(array, schema),
            not null when type == "string" => TextCheck.Check(value.GetValue<string>(), schema) ?? names.Check(schema.Subtype, value.GetValue<string>()),
            not null when type == "number" => CheckNumber(value, schema),
            _ => null,
        };
    }

    private Misfit? CheckItems(JsonArray array, ValueSchema schema)
    {
        if (array.Count < schema.MinItems || array.Count > schema.MaxItems)
        {
            var (bound, limit) = array.Count < schema.MinItems ? ("at least ", schema.MinItems) : ("at most ", schema.MaxItems);
            return new(string.Create(CultureInfo.InvariantCulture, $"must have {(schema.MinItems == schema.MaxItems ? "" : bound)}{limit} elements, not {array.Count}"));
        }

        if (schema.UniqueItems && array.Select(item => item?.ToJsonString() ?? "null").Distinct(StringComparer.Ordinal).Count() < array.Count)
        {
            return new("must not hold an element twice");
        }

        return schema.Items is { } items
            ? array.Select((item, index) => Check(item, items)?.In($"[{index}]")).FirstOrDefault(misfit => misfit is not null)
            : null;
    }

    private Misfit? CheckMembers(JsonObject members, ValueSchema schema)
    {
        if (schema.Subtype == "process-graph" || members["process_graph"] is JsonObject)
        {
            return null;
        }

        if (schema.Required.FirstOrDefault(name => !members.ContainsKey(name)) is { } missing)
        {
            return new($"must have the member '{missing}'");
        }

        if (schema.IsClosed && members.FirstOrDefault(member => !schema.Properties.ContainsKey(member.Key)).Key is { } unknown)
        {
            return new($"has no member '{unknown}'{NearestName.Hint(unknown, [.. schema.Properties.Keys])}");
        }

        return members
            .Select(member => (schema.Properties.GetValueOrDefault(member.Key) ?? schema.AdditionalProperties) is { } of
                ? Check(member.Value, of)?.In("." + member.Key)
                : null)
            .FirstOrDefault(misfit => misfit is not null);
    }

    /// <summary>Where nodata can stand for a number it is data, whose result is defined beyond the range too; settings must keep to it.</summary>
    private static Misfit? CheckNumber(JsonNode value, ValueSchema schema)
    {
        var number = Number(value);
        if (schema.NotConst is { } not && JsonNode.DeepEquals(not, value))
        {
            return new($"must not be {not.ToJsonString()}");
        }

        if (schema.Types.Contains("null", StringComparer.Ordinal))
        {
            return null;
        }

        var (above, below) = schema.ExcludesLimits ? ("more than", "less than") : ("at least", "at most");
        var isBelow = schema.ExcludesLimits ? number <= schema.Minimum : number < schema.Minimum;
        var isAbove = schema.ExcludesLimits ? number >= schema.Maximum : number > schema.Maximum;
        return (isBelow, isAbove) switch
        {
            (true, _) => new(string.Create(CultureInfo.InvariantCulture, $"must be {above} {schema.Minimum}, not {number}")),
            (_, true) => new(string.Create(CultureInfo.InvariantCulture, $"must be {below} {schema.Maximum}, not {number}")),
            _ => null,
        };
    }

    private static bool Matches(string allowed, string type, JsonNode? value) =>
        allowed == type || (allowed == "integer" && type == "number" && double.IsInteger(Number(value!)));

    /// <summary>A number of a document, or one that was put into a tree in memory.</summary>
    internal static double Number(JsonNode value) =>
        value.AsValue().TryGetValue<double>(out var number) ? number : Convert.ToDouble(value.GetValue<object>(), CultureInfo.InvariantCulture);

    private static string Type(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };

    private static string OneOf(IReadOnlyList<JsonNode?> values) =>
        values.Count == 1 ? values[0]?.ToJsonString() ?? "null" : "one of " + string.Join(", ", values.Select(value => value?.ToString() ?? "null"));

    private static string Suggestion(JsonNode? value, IReadOnlyList<JsonNode?> allowed) =>
        Type(value) == "string" && NearestName.Find(value!.GetValue<string>(), [.. allowed.Select(one => one?.ToString() ?? "null")]) is { } nearest
            ? $"; did you mean '{nearest}'?"
            : "";
}
