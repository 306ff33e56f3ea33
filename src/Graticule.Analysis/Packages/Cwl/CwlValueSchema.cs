using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>
/// JSON Schemas of values, from CWL types. Without references, without <c>const</c> and without lists of types, so that the
/// description is one of OGC 18-062r2 as it stands.
/// </summary>
internal static class CwlValueSchema
{
    private static readonly Dictionary<string, string> TextFormats = new(StringComparer.Ordinal)
    {
        ["Date"] = "date",
        ["DateTime"] = "date-time",
        ["Duration"] = "duration",
        ["Email"] = "email",
        ["Hostname"] = "hostname",
        ["IDNEmail"] = "idn-email",
        ["IDNHostname"] = "idn-hostname",
        ["IPv4"] = "ipv4",
        ["IPv6"] = "ipv6",
        ["IRI"] = "iri",
        ["IRIReference"] = "iri-reference",
        ["JsonPointer"] = "json-pointer",
        ["Password"] = "password",
        ["RelativeJsonPointer"] = "relative-json-pointer",
        ["Time"] = "time",
        ["UUID"] = "uuid",
        ["URI"] = "uri",
        ["URIReference"] = "uri-reference",
        ["URITemplate"] = "uri-template",
    };

    private static readonly Dictionary<string, string> ObjectFormats = new(StringComparer.Ordinal)
    {
        ["geojson.yaml#Feature"] = "geojson-feature",
        ["geojson.yaml#FeatureCollection"] = "geojson-feature-collection",
        ["stac.yaml#Item"] = "stac-item",
        ["stac.yaml#Collection"] = "stac-collection",
        ["stac.yaml#Catalog"] = "stac-catalog",
    };

    /// <summary>Schema of a value of the type; null is a value where it is one of the type.</summary>
    public static JsonObject Of(JsonNode type)
    {
        var present = CwlType.Present(type);
        var schema = present switch
        {
            [] => [],
            [var only] => OfOne(only),
            _ => new JsonObject { ["anyOf"] = new JsonArray([.. present.Select(OfOne)]) },
        };
        if (present.Count < CwlType.Members(type).Count())
        {
            schema["nullable"] = true;
        }

        return schema;
    }

    /// <summary>
    /// A folder: the address of a STAC item, collection or catalog, or of a feature collection of items, or one of them itself.
    /// </summary>
    public static JsonObject Folder() => new()
    {
        ["oneOf"] = new JsonArray(
            Address(), Catalogued("Feature", "stac-item"), Catalogued("Collection", "stac-collection"), Catalogued("Catalog", "stac-catalog"),
            Catalogued("FeatureCollection", "geojson-feature-collection")),
    };

    /// <summary>A file by its media types.</summary>
    public static JsonObject File(IReadOnlyList<string> mediaTypes)
    {
        var alternatives = mediaTypes.Select(mediaType => new JsonObject { ["type"] = "string", ["contentEncoding"] = "base64", ["contentMediaType"] = mediaType });
        return mediaTypes.Count == 1 ? alternatives.First() : new() { ["oneOf"] = new JsonArray([.. alternatives]) };
    }

    private static JsonObject OfOne(JsonNode type)
    {
        if (CwlType.SchemaName(type) is { } name && Known(name, type) is { } known)
        {
            return known;
        }

        return type is JsonObject map ? Structure(map) : Plain(type.Text());
    }

    private static JsonObject Plain(string? name) => name switch
    {
        "int" => new() { ["type"] = "integer", ["format"] = "int32", ["minimum"] = int.MinValue, ["maximum"] = int.MaxValue },
        "long" => new() { ["type"] = "integer", ["format"] = "int64" },
        "float" => new() { ["type"] = "number", ["format"] = "float" },
        "double" => new() { ["type"] = "number", ["format"] = "double" },
        "boolean" => new() { ["type"] = "boolean" },
        "string" => new() { ["type"] = "string" },
        "File" or "stdin" or "stdout" or "stderr" => Address(),
        "Directory" => Folder(),
        _ => [],
    };

    private static JsonObject Structure(JsonObject type)
    {
        switch (type["type"].Text())
        {
            case "array":
                return new() { ["type"] = "array", ["items"] = Of(type["items"]!) };
            case "enum":
                return new() { ["type"] = "string", ["enum"] = type["symbols"]!.DeepClone() };
            default:
                var fields = type["fields"].Maps().ToList();
                JsonObject schema = new()
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field["name"].Text() ?? "", (JsonNode?)Of(field["type"]!)))),
                };
                var required = fields.Where(field => !CwlType.IsOptional(field["type"]!)).Select(field => (JsonNode?)JsonValue.Create(field["name"].Text())).ToArray();
                if (required.Length > 0)
                {
                    schema["required"] = new JsonArray(required);
                }

                return schema;
        }
    }

    private static JsonObject? Known(string name, JsonNode type)
    {
        if (name == "ogc.yaml#BBox")
        {
            return new() { ["allOf"] = new JsonArray(new JsonObject { ["format"] = "ogc-bbox" }) };
        }

        var last = CwlNames.Last(name);
        if (name.StartsWith("string_format.yaml", StringComparison.Ordinal) && TextFormats.TryGetValue(last, out var format))
        {
            return new() { ["type"] = "string", ["format"] = format };
        }

        if (name.StartsWith("url.yaml", StringComparison.Ordinal))
        {
            return Address();
        }

        if (ObjectFormats.TryGetValue(name, out var shape) || name.StartsWith("geojson.yaml", StringComparison.Ordinal))
        {
            var schema = Structure((JsonObject)type);
            schema["format"] = shape ?? "geojson-geometry";
            return schema;
        }

        return null;
    }

    private static JsonObject Address() => new() { ["type"] = "string", ["format"] = "uri" };

    private static JsonObject Catalogued(string type, string format) => new()
    {
        ["type"] = "object",
        ["format"] = format,
        ["required"] = new JsonArray("type"),
        ["properties"] = new JsonObject { ["type"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray(type) } },
    };
}
