using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Graphs.Udf;

/// <summary>Values that are no cubes, as JSON and back.</summary>
internal static class UdfValues
{
    /// <exception cref="GraphException">It is a process or a cube.</exception>
    internal static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        double number => double.IsFinite(number) ? number : null,
        bool truth => truth,
        string text => text,
        ArrayValue array => new JsonArray([.. array.Items.Select(ToJson)]),
        ObjectValue members => new JsonObject(members.Members.Select(member => KeyValuePair.Create(member.Key, ToJson(member.Value)))),
        _ => throw new GraphException("ProcessParameterInvalid", $"A user-defined function cannot be given {Nouns.Of(value)} here."),
    };

    internal static object? FromJson(JsonNode? node) => node switch
    {
        null => null,
        JsonArray array => new ArrayValue([.. array.Select(FromJson)]),
        JsonObject members => new ObjectValue(members.ToDictionary(member => member.Key, member => FromJson(member.Value), StringComparer.Ordinal)),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => node.GetValue<double>(),
            _ => node.ToString(),
        },
    };
}
