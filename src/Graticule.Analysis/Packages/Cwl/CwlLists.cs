using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>What CWL lets be written as a map or as a list, read as a list of maps.</summary>
internal static class CwlLists
{
    /// <param name="node">Detached: a list of maps, or a map from names to maps or to short forms.</param>
    /// <param name="key">Member that holds the name: <c>id</c>, <c>class</c> or <c>name</c>.</param>
    /// <param name="value">Member that a short form is the value of; null: there is none, and nothing stands for an empty map.</param>
    /// <param name="faults">Takes entries that are none.</param>
    /// <returns>Detached maps that have the name among their members, wherever that could be told.</returns>
    public static IEnumerable<JsonObject> Entries(JsonNode? node, string key, string? value, CwlFaults faults)
    {
        switch (node)
        {
            case null:
                return [];
            case JsonObject map:
                string[] names = [.. map.Select(member => member.Key)];
                return [.. names.Select(name => Entry(map, name, key, value, faults))];
            case JsonArray list:
                return [.. faults.TakeAll(list).Select(item => Item(item, list, key, faults)).OfType<JsonObject>()];
            default:
                faults.Add(node, $"A map or a list was expected here, not {node.ToJsonString()}.");
                return [];
        }
    }

    private static JsonObject Entry(JsonObject map, string name, string key, string? value, CwlFaults faults)
    {
        var place = CwlFaults.Below(faults.PlaceOf(map), name);
        var node = faults.Take(map, name);
        JsonObject made = new() { [key] = name };
        faults.Put(made, place);
        switch (node)
        {
            case JsonObject members:
                foreach (var member in members.Select(member => member.Key).Where(member => member != key).ToList())
                {
                    made[member] = faults.Take(members, member);
                }

                break;
            case not null when value is not null:
                made[value] = node;
                faults.Put(node, place);
                break;
            case not null:
                faults.Add(place, $"A map was expected here, not {node.ToJsonString()}.");
                break;
        }

        return made;
    }

    private static JsonObject? Item(JsonNode? item, JsonArray list, string key, CwlFaults faults)
    {
        switch (item)
        {
            case JsonObject map when map[key].IsText(out _):
                return map;
            case not null when key == "id" && item.IsText(out var id):
                JsonObject made = new() { [key] = id };
                faults.Put(made, faults.PlaceOf(item));
                return made;
            default:
                faults.Add(item ?? list, $"Each item of this list is a map with '{key}', a text.");
                return null;
        }
    }
}
