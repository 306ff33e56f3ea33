using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Jobs.Processes;

/// <summary>Limits of objects.</summary>
/// <param name="Properties">Schemas of the members that are named.</param>
/// <param name="Required">Members that must be there.</param>
/// <param name="Others">Schema of every other member; null: anything goes.</param>
/// <param name="IsClosed">Whether there may be no other member.</param>
internal sealed record ObjectShape(Dictionary<string, ValueSchema> Properties, string[] Required, ValueSchema? Others, bool IsClosed)
{
    /// <summary>Null when the schema says nothing of objects.</summary>
    public static ObjectShape? Of(JsonObject schema) =>
        Array.Exists(["properties", "required", "additionalProperties"], schema.ContainsKey)
            ? new(
                (schema["properties"] as JsonObject ?? []).ToDictionary(
                    member => member.Key, member => ValueSchema.Compile(member.Value as JsonObject ?? []), StringComparer.Ordinal),
                [.. (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>())],
                ValueSchema.Find(schema["additionalProperties"]),
                schema["additionalProperties"] is JsonValue flag && flag.GetValueKind() == JsonValueKind.False)
            : null;

    public void Check(JsonObject value, ref Walk walk)
    {
        foreach (var name in Required)
        {
            if (!value.ContainsKey(name) && walk.Fails())
            {
                walk.Add($"The member '{name}' is missing.");
            }
        }

        foreach (var (name, member) in value)
        {
            walk.Enter(name);
            if (Properties.TryGetValue(name, out var schema))
            {
                schema.Check(member, ref walk);
            }
            else if (Others is not null)
            {
                Others.Check(member, ref walk);
            }
            else if (IsClosed && walk.Fails())
            {
                walk.Add($"The member '{name}' is not known here; known are: {string.Join(", ", Properties.Keys)}.");
            }

            walk.Leave();
        }
    }
}
