using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages;

/// <summary>Which schemas mean a file or a folder rather than JSON.</summary>
internal static class FileSchema
{
    private static readonly string[] Folders = ["stac-item", "stac-collection", "stac-catalog"];

    /// <summary>Media types of a file: every alternative is a text that holds bytes of a named type. Empty for a JSON value.</summary>
    public static IReadOnlyList<string> MediaTypes(JsonObject schema)
    {
        var alternatives = Alternatives(schema);
        return alternatives.Count > 0 && alternatives.TrueForAll(IsFile)
            ? [.. alternatives.Select(one => JsonMembers.TextOf(one["contentMediaType"])!).Distinct(StringComparer.OrdinalIgnoreCase)]
            : [];
    }

    /// <summary>Whether one of the alternatives is a document of STAC, which stands for the files that it lists.</summary>
    public static bool IsFolder(JsonObject schema) =>
        Alternatives(schema).Exists(one => JsonMembers.TextOf(one["format"]) is { } format && Folders.Contains(format, StringComparer.Ordinal));

    private static List<JsonObject> Alternatives(JsonObject schema) =>
        (schema["oneOf"] ?? schema["anyOf"]) is JsonArray several ? [.. several.OfType<JsonObject>()] : [schema];

    private static bool IsFile(JsonObject schema) =>
        JsonMembers.TextOf(schema["contentMediaType"]) is { } mediaType
        && JsonMembers.TextOf(schema["type"]) is null or "string"
        && (JsonMembers.TextOf(schema["contentEncoding"]) is "binary" or "base64" || mediaType.StartsWith("image/", StringComparison.OrdinalIgnoreCase));
}
