using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Graticule.Jobs.Processes;

/// <summary>Whether a JSON Schema that somebody sent can be used: each keyword that <see cref="ValueSchema"/> knows has a value of its kind.</summary>
public static class SchemaCheck
{
    private const int MaxDepth = 32;

    private const int MaxPattern = 1000;

    private static readonly string[] Types = ["string", "number", "integer", "boolean", "object", "array", "null"];

    private static readonly string[] Counts = ["minLength", "maxLength", "minItems", "maxItems"];

    private static readonly string[] Numeric = ["minimum", "maximum", "multipleOf"];

    private static readonly string[] Lists = ["oneOf", "anyOf", "allOf"];

    /// <summary>Every fault, each with the pointer to its keyword; empty when there is none.</summary>
    /// <param name="schema">The schema; <c>true</c> and <c>{}</c> admit everything.</param>
    /// <param name="pointer">Where it stands, such as <c>/inputs/il/schema</c>.</param>
    public static IReadOnlyList<Fault> Check(JsonNode? schema, string pointer)
    {
        List<Fault> faults = [];
        Check(schema, pointer, 0, faults);
        return faults;
    }

    private static void Check(JsonNode? node, string pointer, int depth, List<Fault> faults)
    {
        if (node is not JsonObject schema)
        {
            faults.Add(new(pointer, "A schema must be an object, such as {\"type\": \"string\"}."));
            return;
        }

        if (depth > MaxDepth)
        {
            faults.Add(new(pointer, $"The schema is nested deeper than {MaxDepth} levels."));
            return;
        }

        foreach (var (name, value) in schema)
        {
            if (Complain(name, value) is { } complaint)
            {
                faults.Add(new($"{pointer}/{Escape(name)}", complaint));
            }
        }

        foreach (var (inner, at) in Below(schema))
        {
            Check(inner, $"{pointer}/{at}", depth + 1, faults);
        }
    }

    private static string? Complain(string name, JsonNode? value) => name switch
    {
        "type" when !IsType(value) => $"The type must be one of {string.Join(", ", Types)}, or an array of them.",
        "enum" when value is not JsonArray => "The keyword 'enum' must be an array of values.",
        "required" when value is not JsonArray names || !names.All(IsText) => "The keyword 'required' must be an array of names.",
        "properties" when value is not JsonObject => "The keyword 'properties' must be an object of schemas.",
        "pattern" => ComplainOfPattern(value),
        "format" or "contentEncoding" or "contentMediaType" when !IsText(value) => $"The keyword '{name}' must be a text.",
        "$ref" => "References are not followed in schemas; write the schema itself here.",
        "uniqueItems" or "nullable" when value?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False) => $"The keyword '{name}' must be true or false.",
        _ when Lists.Contains(name, StringComparer.Ordinal) && value is not JsonArray { Count: > 0 } => $"The keyword '{name}' must be an array of schemas.",
        _ when Counts.Contains(name, StringComparer.Ordinal) && !IsCount(value) => $"The keyword '{name}' must be a whole number, 0 or more.",
        _ when Numeric.Contains(name, StringComparer.Ordinal) && value?.GetValueKind() != JsonValueKind.Number => $"The keyword '{name}' must be a number.",
        _ => null,
    };

    private static IEnumerable<(JsonNode? Schema, string At)> Below(JsonObject schema)
    {
        foreach (var name in Lists)
        {
            var index = 0;
            foreach (var one in schema[name] as JsonArray ?? [])
            {
                yield return (one, $"{name}/{index++}");
            }
        }

        foreach (var (name, inner) in schema["properties"] as JsonObject ?? [])
        {
            yield return (inner, $"properties/{Escape(name)}");
        }

        if (schema.TryGetPropertyValue("items", out var items))
        {
            yield return (items, "items");
        }

        if (schema["additionalProperties"] is { } others && others.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
        {
            yield return (others, "additionalProperties");
        }
    }

    private static bool IsType(JsonNode? value) => value is JsonArray several
        ? several.Count > 0 && several.All(one => one is not JsonArray && IsType(one))
        : value is JsonValue one && one.TryGetValue(out string? name) && Types.Contains(name, StringComparer.Ordinal);

    private static bool IsText(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String;

    private static bool IsCount(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number && Numbers.Read(value) is >= 0 and <= int.MaxValue and var count && double.IsInteger(count);

    private static string? ComplainOfPattern(JsonNode? value)
    {
        if (value is not JsonValue text || !text.TryGetValue(out string? pattern) || pattern.Length > MaxPattern)
        {
            return $"The pattern must be a text of at most {MaxPattern} characters.";
        }

        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
            return null;
        }
        catch (ArgumentException exception)
        {
            return $"The pattern is no regular expression: {exception.Message}";
        }
    }

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
