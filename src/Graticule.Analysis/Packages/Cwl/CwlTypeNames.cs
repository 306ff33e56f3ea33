using System.Globalization;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>
/// Gives each record and each enum of a packed document a name of its own. CWL does not ask for names where types stand in place, but
/// without them the fields of two records in one union have the same id.
/// </summary>
internal static class CwlTypeNames
{
    public static void Give(JsonArray graph)
    {
        List<JsonObject> types = [];
        foreach (var process in graph.Maps())
        {
            Collect(process, types);
        }

        var taken = types.Select(type => type["name"].Text()).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var number = 0;
        foreach (var type in types.Where(type => !type["name"].IsText(out _)))
        {
            var title = CwlType.SchemaName(type) is { } known ? CwlNames.Last(known) : type["type"].Text();
            string name;
            do
            {
                number++;
                name = string.Create(CultureInfo.InvariantCulture, $"{title}_{number}");
            }
            while (!taken.Add(name));

            type["name"] = name;
        }
    }

    private static void Collect(JsonObject process, List<JsonObject> types)
    {
        foreach (var port in process["inputs"].Maps().Concat(process["outputs"].Maps()))
        {
            CollectType(port["type"], types);
        }

        foreach (var inline in process["steps"].Maps().Select(step => step["run"]).OfType<JsonObject>())
        {
            Collect(inline, types);
        }
    }

    private static void CollectType(JsonNode? type, List<JsonObject> types)
    {
        foreach (var member in type.Several().OfType<JsonObject>())
        {
            if (CwlType.Items(member) is { } items)
            {
                CollectType(items, types);
                continue;
            }

            types.Add(member);
            foreach (var field in member["fields"].Maps())
            {
                CollectType(field["type"], types);
            }
        }
    }
}
