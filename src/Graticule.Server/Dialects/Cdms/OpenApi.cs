using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>The API definition (OpenAPI 3.0), made from the table of resources.</summary>
internal static class OpenApi
{
    public const string Title = "Graticule: CDMS";

    /// <param name="resources">Those that are told.</param>
    /// <param name="root">URL of the API.</param>
    public static string Write(IEnumerable<CdmsResource> resources, string root)
    {
        JsonObject document = new()
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject
            {
                ["title"] = Title,
                ["description"] = "Match-ups of satellite and in-situ observations, by the API of NASA's CDMS (Apache SDAP).",
                ["version"] = ServicePages.Version,
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = root + "/" }),
            ["paths"] = new JsonObject(resources.Select(resource => KeyValuePair.Create<string, JsonNode?>(resource.Pattern, new JsonObject { ["get"] = Operation(resource) }))),
            ["components"] = new JsonObject
            {
                ["schemas"] = new JsonObject { ["error"] = Error() },
                ["securitySchemes"] = new JsonObject { ["key"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } },
            },
            ["security"] = new JsonArray(new JsonObject { ["key"] = new JsonArray() }, new JsonObject()),
        };
        return new SerializerBuilder().WithQuotingNecessaryStrings().Build().Serialize(Plain(document)!);
    }

    private static JsonObject Operation(CdmsResource resource) => new()
    {
        ["operationId"] = string.Concat(resource.Pattern.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')),
        ["summary"] = resource.Name,
        ["description"] = resource.Description,
        ["parameters"] = new JsonArray([.. resource.Parameters.Select(Parameter)]),
        ["responses"] = new JsonObject
        {
            ["200"] = Answer("The answer; where the request makes or ends a job, after a redirection to it.", resource.MediaTypes, new JsonObject()),
            ["400"] = Fault("A parameter is missing or wrong."),
            ["404"] = Fault("There is no such data set or job."),
        },
    };

    private static JsonObject Parameter(CdmsParameter parameter)
    {
        JsonObject schema = new() { ["type"] = TypeOf(parameter.Type) };
        if (parameter.Words.Count > 0)
        {
            schema["enum"] = new JsonArray([.. parameter.Words.Select(word => (JsonNode)word)]);
        }

        return new()
        {
            ["name"] = parameter.Name,
            ["in"] = parameter.IsInPath ? "path" : "query",
            ["required"] = parameter.IsRequired || parameter.IsInPath,
            ["description"] = parameter.Description,
            ["schema"] = schema,
        };
    }

    private static string TypeOf(string type) => type switch
    {
        "int" or "integer" => "integer",
        "float" or "number" => "number",
        "boolean" => "boolean",
        _ => "string",
    };

    private static JsonObject Fault(string description) =>
        Answer(description, [Words.Json], new JsonObject { ["$ref"] = "#/components/schemas/error" });

    private static JsonObject Answer(string description, IEnumerable<string> mediaTypes, JsonObject schema) => new()
    {
        ["description"] = description,
        ["content"] = new JsonObject(mediaTypes.Select(type => KeyValuePair.Create<string, JsonNode?>(type, new JsonObject { ["schema"] = schema.DeepClone() }))),
    };

    private static JsonObject Error() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("error", "code"),
        ["properties"] = new JsonObject { ["error"] = new JsonObject { ["type"] = "string" }, ["code"] = new JsonObject { ["type"] = "integer" } },
    };

    /// <summary>As the writer of YAML takes it.</summary>
    private static object? Plain(JsonNode? node) => node switch
    {
        null => null,
        JsonObject members => members.ToDictionary(member => member.Key, member => Plain(member.Value), StringComparer.Ordinal),
        JsonArray items => items.Select(Plain).ToList(),
        _ => node.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.True => true,
            System.Text.Json.JsonValueKind.False => false,
            System.Text.Json.JsonValueKind.Number => node.GetValue<int>(),
            _ => node.GetValue<string>(),
        },
    };
}
