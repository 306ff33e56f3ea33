using System.Text.Json.Nodes;

namespace Graticule.Cli.Client;

/// <summary>What the command line needs to know of an input: whether it is a file, and whether a bare word is already a value.</summary>
/// <param name="IsFile">The value is a file's content: a link, an upload or base64.</param>
/// <param name="IsText">The value is a string, so it is taken as typed.</param>
internal sealed record InputSchema(bool IsFile, bool IsText)
{
    /// <param name="description">A process description.</param>
    /// <param name="input">Name of an input; one that the process does not have counts as neither, and the server says so.</param>
    public static InputSchema Of(JsonObject description, string input)
    {
        var schema = description["inputs"]?[input]?["schema"] as JsonObject;
        var choices = schema is null ? [] : Choices(schema).ToList();
        return new(
            choices.Exists(choice => choice.ContainsKey("contentMediaType") && choice.ContainsKey("contentEncoding")),
            choices.Count > 0 && choices.TrueForAll(choice => choice["type"]?.ToString() == "string"));
    }

    private static IEnumerable<JsonObject> Choices(JsonObject schema)
    {
        if (schema["type"]?.ToString() == "array" && schema["items"] is JsonObject items)
        {
            return Choices(items);
        }

        return (schema["oneOf"] ?? schema["anyOf"]) is JsonArray alternatives ? alternatives.OfType<JsonObject>().SelectMany(Choices) : [schema];
    }
}
