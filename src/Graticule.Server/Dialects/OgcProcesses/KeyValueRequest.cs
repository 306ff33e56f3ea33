using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;
using Microsoft.Extensions.Primitives;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>
/// An execute request out of query parameters (2.0, class kvp-execute): names without case, <c>id=…</c>, <c>id[href]</c>, <c>id[type]</c>,
/// <c>id[value]</c>, <c>id[mediaType]</c>, <c>id[crs]</c> with four or six numbers, <c>out[include]=true</c>, <c>out[mediaType]</c>.
/// Arrays and objects are JSON, or values with commas between them.
/// </summary>
internal static class KeyValueRequest
{
    private static readonly string[] Ignored = ["f", "response", "response[f]", "response[prefer]"];

    public static JsonElement Read(ProcessDescription process, HttpRequest request)
    {
        JsonObject inputs = [];
        JsonObject outputs = [];
        foreach (var (key, values) in request.Query)
        {
            if (Array.Exists(Ignored, name => name.Equals(key, StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            var (name, part) = Split(key);
            if (part is "include" || (part == "mediaType" && Find(process.Inputs, name) is null))
            {
                ReadOutput(process, outputs, key, name, part, values);
                continue;
            }

            var input = Find(process.Inputs, name)
                ?? throw Errors.InvalidQuery(key, $"names no input of the process '{process.Id}'; it has: {string.Join(", ", process.Inputs.Select(one => one.Name))}.");
            ReadInput(inputs, input, key, part, values);
        }

        JsonObject body = new() { ["inputs"] = inputs };
        if (outputs.Count > 0)
        {
            body["outputs"] = outputs;
        }

        return JsonElement.Parse(body.ToJsonString());
    }

    private static void ReadOutput(ProcessDescription process, JsonObject outputs, string key, string name, string part, StringValues values)
    {
        var output = Find(process.Outputs, name)
            ?? throw Errors.InvalidQuery(key, $"names no output of the process '{process.Id}'; it has: {string.Join(", ", process.Outputs.Select(one => one.Name))}.");
        if (part == "include" && values != "true")
        {
            return;
        }

        var wanted = outputs[output.Name] as JsonObject ?? [];
        outputs[output.Name] = wanted;
        if (part == "mediaType")
        {
            wanted["mediaType"] = values.ToString();
        }
    }

    private static void ReadInput(JsonObject inputs, Parameter input, string key, string? part, StringValues values)
    {
        switch (part)
        {
            case null when values is [{ } text] && inputs[input.Name] is JsonObject box && box.ContainsKey("crs"):
                box["bbox"] = Numbers(key, text);
                break;
            case null when values.Count > 1 && input.IsList:
                inputs[input.Name] = new JsonArray([.. values.Select(value => Value(input, value ?? ""))]);
                break;
            case null:
                inputs[input.Name] = IsBox(input) && values.ToString() is { } corners && !corners.StartsWith('{')
                    ? new JsonObject { ["bbox"] = Numbers(key, corners) }
                    : Wrapped(Value(input, values.ToString()));
                break;
            case "href" or "type" or "mediaType":
                Members(inputs, input)[part] = values.ToString();
                break;
            case "value":
                Members(inputs, input)["value"] = Value(input, values.ToString());
                break;
            case "crs":
                var given = inputs[input.Name] as JsonObject ?? [];
                given["crs"] = values.ToString();
                inputs[input.Name] = given;
                break;
            default:
                throw Errors.InvalidQuery(key, "must end in [href], [type], [value], [mediaType] or [crs], if in any.");
        }
    }

    private static JsonObject Members(JsonObject inputs, Parameter input)
    {
        var members = inputs[input.Name] as JsonObject ?? [];
        inputs[input.Name] = members;
        return members;
    }

    /// <summary>An object that is neither qualified, a link nor a box needs its wrapping.</summary>
    private static JsonNode? Wrapped(JsonNode? value) =>
        value is JsonObject found && !found.ContainsKey("value") && !found.ContainsKey("href") && !found.ContainsKey("bbox")
            ? new JsonObject { ["value"] = value }
            : value;

    /// <summary>A text stays one where the schema wants text; anything else is JSON if it can be read so.</summary>
    private static JsonNode? Value(Parameter input, string text)
    {
        if (input.IsFile || Type(input.Schema) == "string")
        {
            return input.IsList && text.Contains(',', StringComparison.Ordinal)
                ? new JsonArray([.. text.Split(',').Select(item => (JsonNode?)item)])
                : text;
        }

        var isList = input.IsList || Type(input.Schema) == "array";
        return Parse(isList && !text.StartsWith('[') ? $"[{text}]" : text) ?? text;
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonNode Numbers(string key, string text) => Parse($"[{text}]") ?? throw Errors.InvalidQuery(key, "must be four or six numbers with commas between them.");

    private static bool IsBox(Parameter input) => input.Schema.ToJsonString().Contains("ogc-bbox", StringComparison.Ordinal);

    private static string? Type(JsonObject schema) => schema["type"] is JsonValue type && type.TryGetValue(out string? name) ? name : null;

    private static (string Name, string? Part) Split(string key)
    {
        var open = key.IndexOf('[', StringComparison.Ordinal);
        return open > 0 && key.EndsWith(']') ? (key[..open], key[(open + 1)..^1]) : (key, null);
    }

    private static Parameter? Find(IReadOnlyList<Parameter> parameters, string name) =>
        parameters.FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
