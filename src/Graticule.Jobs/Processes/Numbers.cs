using System.Globalization;
using System.Text.Json.Nodes;

namespace Graticule.Jobs.Processes;

/// <summary>Numbers of a JSON tree, whatever made the tree.</summary>
internal static class Numbers
{
    /// <summary>The value as a double; infinite when it is larger than a double can be.</summary>
    public static double Read(JsonNode value)
    {
        var number = value.AsValue();
        return number.TryGetValue(out double found) ? found : double.Parse(number.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>A count or limit in a schema; null when it has none.</summary>
    public static double? Find(JsonObject schema, string keyword) =>
        schema[keyword] is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number ? Read(value) : null;
}

/// <summary>Limits of numbers; every number must be one that a double can hold.</summary>
internal sealed record NumberLimits(double? Least, bool IsLeastOpen, double? Most, bool IsMostOpen, double? Step)
{
    public static NumberLimits Of(JsonObject schema)
    {
        var (least, isLeastOpen) = Limit(schema, "minimum", "exclusiveMinimum");
        var (most, isMostOpen) = Limit(schema, "maximum", "exclusiveMaximum");
        return new(least, isLeastOpen, most, isMostOpen, Numbers.Find(schema, "multipleOf"));
    }

    public void Check(JsonNode value, ref Walk walk)
    {
        var number = Numbers.Read(value);
        if (!double.IsFinite(number))
        {
            Report(ref walk, "The number is too large; it must be one that a double can hold.");
        }

        if (number < Least || (IsLeastOpen && number <= Least))
        {
            Report(ref walk, string.Create(CultureInfo.InvariantCulture, $"The number is {number}; it must be {(IsLeastOpen ? "greater than" : "at least")} {Least}."));
        }

        if (number > Most || (IsMostOpen && number >= Most))
        {
            Report(ref walk, string.Create(CultureInfo.InvariantCulture, $"The number is {number}; it must be {(IsMostOpen ? "less than" : "at most")} {Most}."));
        }

        if (Step is { } step && !double.IsInteger(number / step))
        {
            Report(ref walk, string.Create(CultureInfo.InvariantCulture, $"The number is {number}; it must be a multiple of {step}."));
        }
    }

    private static void Report(ref Walk walk, string message)
    {
        if (walk.Fails())
        {
            walk.Add(message);
        }
    }

    /// <summary>Both ways to write an open limit: a number of its own (JSON Schema), or a flag beside the limit (OpenAPI 3.0).</summary>
    private static (double? Limit, bool IsOpen) Limit(JsonObject schema, string closed, string open) =>
        Numbers.Find(schema, open) is { } limit
            ? (limit, true)
            : (Numbers.Find(schema, closed), schema[open] is JsonValue flag && flag.GetValueKind() == System.Text.Json.JsonValueKind.True);
}
