using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>The parts of a document that others can name.</summary>
internal static class CwlParts
{
    /// <summary>The process or type with this name; the document itself where the name is empty. Null when there is none.</summary>
    public static JsonNode? Find(JsonNode root, string fragment)
    {
        if (fragment.Length == 0)
        {
            return root is JsonObject map && map["$graph"] is JsonArray graph ? First(graph) : root;
        }

        return Candidates(root).FirstOrDefault(part => IsCalled(part, fragment));
    }

    /// <summary>The process that stands for all of a document: what is called <c>main</c>, else the first workflow, else the first process.</summary>
    public static JsonObject? First(JsonArray graph) =>
        graph.Maps().FirstOrDefault(part => IsCalled(part, "main"))
        ?? graph.Maps().FirstOrDefault(part => part["class"].Text() == "Workflow")
        ?? graph.Maps().FirstOrDefault();

    public static bool IsCalled(JsonObject part, string name) =>
        (part["id"].IsText(out var id) && CwlNames.Fragment(id) == name) || (part["name"].IsText(out var title) && CwlNames.Last(title) == CwlNames.Last(name));

    /// <summary>Types that are imported keep the address that they come from in their names.</summary>
    public static void NameTypes(JsonNode part, Uri document)
    {
        foreach (var type in part is JsonObject map ? [map] : part.Maps())
        {
            if (type["name"].IsText(out var name) && type.ContainsKey("type") && !name.Contains(':', StringComparison.Ordinal))
            {
                type["name"] = $"{document.AbsoluteUri}#{CwlNames.Fragment(name)}";
            }
        }
    }

    /// <summary>A process that is taken out of its document keeps the version that the document says.</summary>
    public static void GiveVersion(JsonNode part, JsonNode root)
    {
        if (part is JsonObject process && process.ContainsKey("class") && root is JsonObject document && document["cwlVersion"].IsText(out var version))
        {
            process["cwlVersion"] = version;
        }
    }

    private static IEnumerable<JsonObject> Candidates(JsonNode root) => root switch
    {
        JsonObject map when map["$graph"] is JsonArray graph => graph.Maps(),
        JsonObject map => [map],
        _ => root.Maps(),
    };
}
