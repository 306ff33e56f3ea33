using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Cli.Client;

/// <summary>Turns what stands behind <c>-i name=</c> into the value that the API takes.</summary>
internal static class InputValue
{
    /// <summary>
    /// <c>@path</c>: the content of a local file (uploaded for a file input, read as the value for any other). For a file input any
    /// other text is an address, absolute or on the server. For a text input it is the text; else it is JSON, or text where it is none.
    /// </summary>
    /// <param name="name">Name of the input, for messages.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="schema">What the process wants.</param>
    /// <param name="upload">Stores a file on the server and answers its address.</param>
    /// <exception cref="ProblemException">InvalidInput: there is no such file.</exception>
    public static async Task<JsonNode> ReadAsync(string name, string text, InputSchema schema, Func<string, Task<string>> upload)
    {
        if (text is not ['@', .. var path])
        {
            return schema.IsFile ? new JsonObject { ["href"] = text } : Literal(text, schema);
        }

        if (!File.Exists(path))
        {
            throw new ProblemException(ProblemKind.InvalidInput, $"The input '{name}' is to be read from '{path}', and there is no such file.", name);
        }

        return schema.IsFile
            ? new JsonObject { ["href"] = await upload(path), ["type"] = MediaTypeOf(path) }
            : Literal((await File.ReadAllTextAsync(path)).Trim(), schema);
    }

    private static JsonNode Literal(string text, InputSchema schema)
    {
        if (schema.IsText)
        {
            return JsonValue.Create(text);
        }

        try
        {
            var value = JsonNode.Parse(text);
            return value is JsonObject literal && !literal.ContainsKey("value") && !literal.ContainsKey("href") && !literal.ContainsKey("bbox")
                ? new JsonObject { ["value"] = literal }
                : value ?? JsonValue.Create(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private static string MediaTypeOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".tif" or ".tiff" => "image/tiff",
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".json" or ".geojson" => "application/json",
        _ => "application/octet-stream",
    };
}
