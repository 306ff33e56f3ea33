using System.Text.Json.Nodes;

namespace Graticule.Jobs.Processes;

/// <summary>Schemas of which a value must fit all, some, or exactly one.</summary>
internal sealed record Alternatives(ValueSchema[] All, ValueSchema[] Any, ValueSchema[] One)
{
    /// <summary>Null when the schema has none.</summary>
    public static Alternatives? Of(JsonObject schema) =>
        Array.Exists(["allOf", "anyOf", "oneOf"], schema.ContainsKey)
            ? new(Read(schema, "allOf"), Read(schema, "anyOf"), Read(schema, "oneOf"))
            : null;

    public void Check(JsonNode? value, ref Walk walk)
    {
        foreach (var schema in All)
        {
            schema.Check(value, ref walk);
        }

        if (Any.Length > 0 && !Array.Exists(Any, schema => schema.Accepts(value)))
        {
            Explain(Any, value, ref walk);
        }

        if (One.Length > 0)
        {
            CheckOne(value, ref walk);
        }
    }

    private void CheckOne(JsonNode? value, ref Walk walk)
    {
        var fitting = 0;
        foreach (var schema in One)
        {
            fitting += schema.Accepts(value) ? 1 : 0;
        }

        if (fitting == 0)
        {
            Explain(One, value, ref walk);
        }
        else if (fitting > 1 && walk.Fails())
        {
            walk.Add($"The value fits {fitting} of the alternatives in the schema; it must fit exactly one.");
        }
    }

    /// <summary>Says why each alternative does not fit, in one fault.</summary>
    private static void Explain(ValueSchema[] schemas, JsonNode? value, ref Walk walk)
    {
        if (!walk.Fails())
        {
            return;
        }

        var reasons = schemas.Select(schema =>
        {
            var inner = new Walk("", isQuiet: false);
            schema.Check(value, ref inner);
            return string.Join(" ", inner.Faults.Select(fault => fault.Pointer.Length == 0 ? fault.Message : $"{fault.Pointer}: {fault.Message}"));
        });
        walk.Add($"The value fits none of the {schemas.Length} alternatives: {string.Join(" Or: ", reasons.Distinct(StringComparer.Ordinal))}");
    }

    private static ValueSchema[] Read(JsonObject schema, string keyword) =>
        schema[keyword] is JsonArray several ? [.. several.OfType<JsonObject>().Select(ValueSchema.Compile)] : [];
}
