using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.OpenEo.OpenApi;

/// <summary>Where openEO's documents say what they cannot mean: each a name, the reason, and what is put right.</summary>
internal static class DocumentCorrections
{
    public static IReadOnlyList<(string Name, string Reason, Action<JsonObject> Apply)> All { get; } =
    [
        (
            "schemas of data types",
            "exactly one of 'anything', a process graph's and a data cube's schema shall hold, yet the first always does, and so the document refuses its own examples; the subtype tells which is meant",
            static schemas =>
            {
                var schema = schemas["process_json_schema"]!.AsObject();
                schema.Remove("oneOf");
                schema["discriminator"] = JsonNode.Parse("""{"propertyName": "subtype", "mapping": {"process-graph": "process_graph_json_schema", "datacube": "datacube_json_schema"}}""");
            }),
        (
            "summaries of collections",
            "exactly one of an array, a range and a JSON Schema shall hold, yet every range of numbers is a JSON Schema with a minimum and a maximum as well",
            static schemas =>
            {
                var summaries = schemas["collection"]!["properties"]!["summaries"]!["additionalProperties"]!.AsObject();
                var alternatives = summaries["oneOf"];
                summaries.Remove("oneOf");
                summaries["anyOf"] = alternatives;
            }),
    ];
}
