using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Matchup.Outputs.Quality;

/// <summary>Rules of screening as requests have them: the name of a preset, or an object of criteria, those of the preset that it names by <c>preset</c> first.</summary>
internal static class ScreeningJson
{
    internal const string BaileyWerdell = "bailey-werdell";

    private const string Preset = "preset";
    private const string Closest = "closestInTime";

    /// <summary>The criteria that are numbers: name, least and largest value, and where they go.</summary>
    private static readonly (string Name, double Least, double Most, string Meaning, Func<ScreeningRule, double, ScreeningRule> With)[] Numbers =
    [
        ("boxSize", 1, 99, "n of the n x n cells around a pair's cell whose statistics are judged; odd.", (rule, value) => rule with { BoxSize = (int)value }),
        ("minValidFraction", 0, 1, "Least share of the box's cells that have a value.", (rule, value) => rule with { LeastValid = value }),
        ("maxCoefficientOfVariation", 0, 1e6, "Largest ratio of the box's standard deviation to its mean.", (rule, value) => rule with { MostVariation = value }),
        ("maxTimeDifference", 0, 1e10, "Largest difference in time, in seconds.", (rule, value) => rule with { MostSeconds = (long)value }),
        ("maxDeviation", 0, 1e6, "Of several observations in place at one primary: most standard deviations from their mean.", (rule, value) => rule with { MostDeviations = value }),
        ("maxZenithAngle", 0, 180, "Largest zenith angle of sun and sensor in degrees, where the data have such variables.", (rule, value) => rule with { MostZenith = value }),
    ];

    /// <summary>JSON Schema of what is understood.</summary>
    internal static JsonObject Schema()
    {
        var properties = new JsonObject { [Preset] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray(BaileyWerdell) } };
        foreach (var (name, least, most, meaning, _) in Numbers)
        {
            properties[name] = new JsonObject { ["type"] = "number", ["minimum"] = least, ["maximum"] = most, ["description"] = meaning };
        }

        properties[Closest] = new JsonObject { ["type"] = "boolean", ["description"] = "Whether only the pair that is closest in time is kept of each primary's." };
        return new()
        {
            ["oneOf"] = new JsonArray(
                new JsonObject { ["type"] = "string", ["enum"] = new JsonArray(BaileyWerdell) },
                new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false }),
        };
    }

    /// <summary>Reads a rule.</summary>
    /// <param name="value">As the request has it.</param>
    /// <param name="rule">What it says; empty where it cannot be read.</param>
    /// <returns>What is wrong with it, and what would be right; null: nothing.</returns>
    internal static string? Read(JsonNode? value, out ScreeningRule rule)
    {
        rule = new();
        switch (value)
        {
            case JsonObject criteria:
                return ReadCriteria(criteria, ref rule);
            case JsonValue text when text.GetValueKind() == JsonValueKind.String && text.GetValue<string>() == BaileyWerdell:
                rule = ScreeningRule.BaileyWerdell;
                return null;
            default:
                return $"{value?.ToJsonString() ?? "null"} is no rule of screening; give \"{BaileyWerdell}\" or an object of criteria.";
        }
    }

    private static string? ReadCriteria(JsonObject criteria, ref ScreeningRule rule)
    {
        if (criteria.TryGetPropertyValue(Preset, out var preset) && Read(preset is JsonValue ? preset : null, out rule) is { } wrong)
        {
            return $"'{Preset}': {wrong}";
        }

        foreach (var (name, value) in criteria.Where(criterion => criterion.Key != Preset))
        {
            if (name == Closest && (value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False))
            {
                rule = rule with { IsClosestOnly = value.GetValueKind() == JsonValueKind.True };
                continue;
            }

            var number = Array.Find(Numbers, number => number.Name == name);
            if (number.Name is null)
            {
                return name == Closest
                    ? $"'{Closest}' is true or false."
                    : $"There is no criterion '{name}'; there are {string.Join(", ", Numbers.Select(known => known.Name))}, {Closest} and {Preset}.";
            }

            var found = value?.GetValueKind() == JsonValueKind.Number ? NumberOf(value) : double.NaN;
            if (!(found >= number.Least && found <= number.Most))
            {
                return $"'{name}' is a number from {number.Least.ToString(CultureInfo.InvariantCulture)} to {number.Most.ToString(CultureInfo.InvariantCulture)}.";
            }

            rule = number.With(rule, found);
        }

        return rule.BoxSize % 2 == 0 ? $"'boxSize' is {rule.BoxSize}; a box around a cell has an odd number of cells along a side, such as {rule.BoxSize + 1}." : null;
    }

    private static double NumberOf(JsonNode value) => double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
