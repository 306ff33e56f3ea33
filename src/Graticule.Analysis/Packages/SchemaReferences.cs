using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages;

/// <summary>
/// Puts in the place of references to well-known schemas what they mean, so that nothing has to be fetched to check a value: the formats of
/// the standard's own table (OGC 18-062r2 table 13) and those of STAC. A reference to any other document admits every object.
/// </summary>
internal static class SchemaReferences
{
    private static readonly (string End, string Schema)[] Known =
    [
        ("bbox.yaml", """{"type": "object", "format": "ogc-bbox"}"""),
        ("bbox.json", """{"type": "object", "format": "ogc-bbox"}"""),
        ("featurecollectiongeojson.yaml", """{"type": "object", "format": "geojson-feature-collection"}"""),
        ("featurecollection.json", """{"type": "object", "format": "geojson-feature-collection"}"""),
        ("featuregeojson.yaml", """{"type": "object", "format": "geojson-feature"}"""),
        ("geometrygeojson.yaml", """{"type": "object", "format": "geojson-geometry"}"""),
        ("geometry.json", """{"type": "object", "format": "geojson-geometry"}"""),
        ("item.json", """{"type": "object", "format": "stac-item"}"""),
        ("collection.json", """{"type": "object", "format": "stac-collection"}"""),
        ("catalog.json", """{"type": "object", "format": "stac-catalog"}"""),
        ("link.yaml", """{"type": "object", "required": ["href"], "properties": {"href": {"type": "string"}}}"""),
    ];

    /// <summary>A copy without references to other documents.</summary>
    public static JsonNode? Resolve(JsonNode? schema) => schema switch
    {
        JsonObject map when JsonMembers.TextOf(map["$ref"]) is { } address && !address.StartsWith('#') => Meaning(address),
        JsonObject map => new JsonObject(map.Select(member => KeyValuePair.Create(member.Key, Member(member.Key, member.Value)))),
        _ => schema?.DeepClone(),
    };

    private static JsonNode? Member(string name, JsonNode? value) => (name, value) switch
    {
        ("oneOf" or "anyOf" or "allOf", JsonArray several) => new JsonArray([.. several.Select(Resolve)]),
        ("properties", JsonObject members) => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Resolve(member.Value)))),
        ("items" or "additionalProperties", JsonObject inner) => Resolve(inner),
        _ => value?.DeepClone(),
    };

    private static JsonNode Meaning(string address)
    {
        var path = address.Split('#')[0].ToLowerInvariant();
        var (_, schema) = Array.Find(Known, known => path == known.End || path.EndsWith('/' + known.End, StringComparison.Ordinal));
        return JsonNode.Parse(schema ?? """{"type": "object"}""")!;
    }
}
