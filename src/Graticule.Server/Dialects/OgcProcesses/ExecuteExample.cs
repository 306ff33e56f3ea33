using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>A request that shows how a process is run: a value for each input that is needed.</summary>
internal static class ExecuteExample
{
    public static string Curl(Root root, ProcessDescription process) =>
        $"curl -X POST {root.Execution(process.Id)} \\\n  -H 'Content-Type: application/json' \\\n  -d '{Body(root, process).ToJsonString(Wire.Readable).Replace("'", "'\\''", StringComparison.Ordinal)}'";

    public static JsonObject Body(Root root, ProcessDescription process)
    {
        JsonObject inputs = [];
        foreach (var input in process.Inputs.Where(input => input.MinOccurs > 0))
        {
            var value = Value(root, input);
            inputs[input.Name] = input.IsList ? new JsonArray(value) : value;
        }

        return new() { ["inputs"] = inputs };
    }

    private static JsonNode? Value(Root root, Parameter input)
    {
        if (input.IsFile)
        {
            return new JsonObject { ["href"] = root.File("scene.tif"), ["type"] = input.MediaTypes[0] };
        }

        var schema = input.Schema;
        var given = schema["default"] ?? schema["example"] ?? (schema["examples"] as JsonArray)?.FirstOrDefault() ?? (schema["enum"] as JsonArray)?.FirstOrDefault();
        return given?.DeepClone() ?? OfType(schema);
    }

    private static JsonNode? OfType(JsonObject schema) => schema["type"] is JsonValue type && type.TryGetValue(out string? name)
        ? name switch
        {
            "number" or "integer" => schema["minimum"]?.DeepClone() ?? 1,
            "boolean" => true,
            "array" => new JsonArray(),
            "object" => new JsonObject { ["value"] = new JsonObject() },
            _ => "text",
        }
        : "text";
}
