using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Analysis.Change.Cubes;

/// <summary>A coding of quality that tells the numbers of each class.</summary>
internal static class QualityClasses
{
    private static readonly string[] Names = ["fill", "clear", "water", "shadow", "snow", "cloud"];

    /// <summary>What numbers mean; those of no class are fill.</summary>
    /// <param name="classes">A number, or an array of them, by <c>fill</c>, <c>clear</c>, <c>water</c>, <c>shadow</c>, <c>snow</c> and <c>cloud</c>.</param>
    /// <exception cref="CubeSettingsException">There is another name, or no number, or a number twice.</exception>
    internal static Func<int, QaClass> Read(JsonObject classes)
    {
        Dictionary<int, QaClass> known = [];
        foreach (var (name, numbers) in classes)
        {
            var shown = Array.IndexOf(Names, name);
            if (shown < 0)
            {
                throw Wrong($"'{name}' is none of the classes {string.Join(", ", Names)}");
            }

            foreach (var number in numbers is JsonArray array ? [.. array] : (IReadOnlyList<JsonNode?>)[numbers])
            {
                var code = Code(number);
                if (!known.TryAdd(code, (QaClass)shown))
                {
                    throw Wrong($"the number {code} is there twice");
                }
            }
        }

        return known.ContainsValue(QaClass.Clear) || known.ContainsValue(QaClass.Water)
            ? number => known.GetValueOrDefault(number, QaClass.Fill)
            : throw Wrong("it must tell the numbers of 'clear' or 'water'");
    }

    private static int Code(JsonNode? number) =>
        number?.GetValueKind() == JsonValueKind.Number && number.Deserialize<double>() is var code && code == Math.Floor(code) && Math.Abs(code) <= int.MaxValue
            ? (int)code
            : throw Wrong($"{number?.ToJsonString() ?? "null"} is no whole number");

    private static CubeSettingsException Wrong(string what) => new(ChangeSettings.Qa, $"Its 'classes' are wrong: {what}.");
}
