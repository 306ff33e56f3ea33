using System.Text.Json.Nodes;

namespace Graticule.Jobs.Processes;

/// <summary>Limits of arrays.</summary>
internal sealed record ArrayShape(int Least, int Most, bool IsSet, ValueSchema? Items)
{
    /// <summary>Null when the schema says nothing of arrays.</summary>
    public static ArrayShape? Of(JsonObject schema) =>
        Array.Exists(["items", "minItems", "maxItems", "uniqueItems"], schema.ContainsKey)
            ? new(
                (int)(Numbers.Find(schema, "minItems") ?? 0),
                (int)Math.Min(int.MaxValue, Numbers.Find(schema, "maxItems") ?? int.MaxValue),
                schema["uniqueItems"] is JsonValue flag && flag.GetValueKind() == System.Text.Json.JsonValueKind.True,
                ValueSchema.Find(schema["items"]))
            : null;

    public void Check(JsonArray array, ref Walk walk)
    {
        if (array.Count < Least && walk.Fails())
        {
            walk.Add($"The array has {array.Count} items; it needs at least {Least}.");
        }

        if (array.Count > Most && walk.Fails())
        {
            walk.Add($"The array has {array.Count} items; it may have at most {Most}.");
        }

        if (IsSet && array.Select(item => item?.ToJsonString()).Distinct(StringComparer.Ordinal).Count() < array.Count && walk.Fails())
        {
            walk.Add("The items of the array must differ from each other.");
        }

        for (var index = 0; Items is not null && index < array.Count; index++)
        {
            walk.Enter(Walk.Index(index));
            Items.Check(array[index], ref walk);
            walk.Leave();
        }
    }
}
