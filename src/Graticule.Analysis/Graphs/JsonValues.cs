using System.Text.Json.Nodes;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs;

/// <summary>Values of graphs as JSON. NaN and infinities, which JSON does not have, become null as nodata does.</summary>
internal static class JsonValues
{
    /// <exception cref="GraphException">The value has no form in JSON.</exception>
    internal static JsonNode? Write(object? value) => value switch
    {
        null => null,
        bool truth => JsonValue.Create(truth),
        double number => double.IsFinite(number) ? Number(number) : null,
        string text => JsonValue.Create(text),
        Label label => label.IsText ? JsonValue.Create(label.Text) : Number(label.Number),
        ArrayValue array => new JsonArray([.. array.Items.Select(Write)]),
        ObjectValue members => new JsonObject(members.Members.Select(member => KeyValuePair.Create(member.Key, Write(member.Value)))),
        _ => throw new GraphException("FormatUnsuitable", $"JSON cannot hold {Nouns.Of(value)} by itself: a data cube must be given to 'save_result'."),
    };

    /// <summary>Whole numbers without a decimal point.</summary>
    private static JsonValue Number(double number) =>
        number == Math.Floor(number) && Math.Abs(number) < 1L << 53 ? JsonValue.Create((long)number) : JsonValue.Create(number);
}
