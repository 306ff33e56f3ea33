using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>The operation that runs one process: the schema of its inputs, and an example.</summary>
internal static class OpenApiExecution
{
    public static JsonObject Write(Root root, ProcessDescription process)
    {
        JsonObject inputs = [];
        foreach (var input in process.Inputs)
        {
            inputs[input.Name] = Input(input);
        }

        JsonObject schema = new() { ["type"] = "object", ["properties"] = inputs };
        var required = process.Inputs.Where(input => input.MinOccurs > 0 && !input.Schema.ContainsKey("default")).Select(input => (JsonNode?)input.Name).ToArray();
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }

        JsonObject body = new()
        {
            ["schema"] = new JsonObject
            {
                ["allOf"] = new JsonArray(
                    OpenApiComponents.Reference("schemas", "execute"),
                    new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["inputs"] = schema } }),
            },
            ["example"] = ExecuteExample.Body(root, process),
        };
        return new()
        {
            ["operationId"] = $"execute.{process.Id}",
            ["tags"] = new JsonArray("Processes"),
            ["summary"] = $"Run {process.Title}.",
            ["description"] = process.Description ?? process.Title,
            ["parameters"] = new JsonArray(
                OpenApiComponents.Reference("parameters", "response"),
                OpenApiComponents.Reference("parameters", "dryRun"),
                OpenApiComponents.Reference("parameters", "prefer")),
            ["requestBody"] = new JsonObject { ["required"] = true, ["content"] = new JsonObject { [Words.Json] = body } },
            ["responses"] = OpenApiOperation.WriteAnswers(OpenApiOperations.Execution),
        };
    }

    /// <summary>The plain value, or the value in one of its wrappings.</summary>
    private static JsonObject Input(Parameter input)
    {
        var wrapped = OpenApiComponents.Reference("schemas", "qualifiedOrLink");
        JsonObject value = input.IsFile
            ? wrapped
            : new() { ["anyOf"] = new JsonArray(OpenApiSchema.Of(Schemas.Of(input.Schema)), wrapped) };
        JsonObject written = input.IsList ? new() { ["type"] = "array", ["items"] = value } : value;
        return new() { ["title"] = input.Title, ["description"] = input.Description ?? input.Title, ["allOf"] = new JsonArray(written) };
    }
}
