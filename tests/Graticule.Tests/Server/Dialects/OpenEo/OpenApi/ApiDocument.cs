using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace Graticule.Tests.Server.Dialects.OpenEo.OpenApi;

/// <summary>One version of openEO's OpenAPI document: its operations, and the check of bodies against its schemas.</summary>
internal sealed class ApiDocument
{
    private static readonly Lazy<ApiDocument> Read12 = new(() => Read("1.2.0"));

    private static readonly Lazy<ApiDocument> Read13 = new(() => Read("1.3.0"));

    private readonly JsonObject _document;
    private readonly JsonSchema _schemas;

    private ApiDocument(JsonObject document)
    {
        _document = document;
        Operations =
        [
            .. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
                .Where(method => method.Key != "parameters")
                .Select(method => new Operation(method.Key.ToUpperInvariant(), path.Key, method.Value!.AsObject()))),
        ];
        _schemas = Compile();
    }

    public static ApiDocument V12 => Read12.Value;

    public static ApiDocument V13 => Read13.Value;

    public IReadOnlyList<Operation> Operations { get; }

    public string Version => (string)_document["info"]!["version"]!;

    /// <summary>The path with variables that a path is one of; the one with the most constant parts.</summary>
    public string? FindPath(string path) => Operations.Select(operation => operation.Path).Where(template => Matches(template.Split('/'), path.Split('/')))
        .MaxBy(template => template.Split('/').Count(part => !part.StartsWith('{')));

    public Operation? Find(string method, string path) => Operations.FirstOrDefault(operation => operation.Method == method && operation.Path == path);

    /// <summary>The answer of an operation under a key of its answers, wherever the document keeps it.</summary>
    public JsonObject Response(Operation operation, string key)
    {
        var response = operation.Description["responses"]![key]!.AsObject();
        return response["$ref"] is { } reference ? _document["components"]!["responses"]![reference.GetValue<string>().Split('/')[^1]]!.AsObject() : response;
    }

    /// <summary>Faults of a body of an answer.</summary>
    public IReadOnlyList<SchemaFault> Check(Operation operation, string key, string mediaType, byte[] body) => CheckNamed(Name(operation, key, mediaType), body);

    /// <summary>Faults of the body of a request.</summary>
    public IReadOnlyList<SchemaFault> CheckRequest(Operation operation, byte[] body) => CheckNamed(Name(operation, "request", "application/json"), body);

    /// <summary>Faults of a header, given as JSON.</summary>
    public IReadOnlyList<SchemaFault> CheckHeader(JsonObject schema, string value) => schema["$ref"] is { } reference
        ? CheckNamed(reference.GetValue<string>().Split('/')[^1], Encoding.UTF8.GetBytes(value))
        : [.. SchemaFaults.Of(Parse(new Draft4([]).Translate(schema)).Validate(value), JsonNode.Parse(value))];

    /// <summary>Faults of a body of a schema that has a name.</summary>
    public IReadOnlyList<SchemaFault> CheckNamed(string name, byte[] body)
    {
        JsonNode? json;
        try
        {
            json = JsonNode.Parse(body);
        }
        catch (System.Text.Json.JsonException exception)
        {
            return [new("", $"it is no JSON: {exception.Message}")];
        }

        return [.. SchemaFaults.Of(_schemas.Definitions[name].Validate(Encoding.UTF8.GetString(body)), json)];
    }

    /// <summary>Whether the document has a schema for the bodies of these requests.</summary>
    public bool TakesJson(Operation operation) => _schemas.Definitions.ContainsKey(Name(operation, "request", "application/json"));

    private static ApiDocument Read(string version, [CallerFilePath] string here = "")
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, $"openapi-{version}.json")))!.AsObject();
        foreach (var (_, _, apply) in DocumentCorrections.All)
        {
            apply(document["components"]!["schemas"]!.AsObject());
        }

        return new(document);
    }

    /// <summary>All schemas as definitions of one, so that each is read once.</summary>
    private JsonSchema Compile()
    {
        var translation = new Draft4(_document["components"]!["schemas"]!.AsObject());
        var definitions = translation.Definitions();
        foreach (var operation in Operations)
        {
            Add("request", operation.Description["requestBody"] as JsonObject);
            foreach (var (key, _) in operation.Description["responses"]!.AsObject())
            {
                Add(key, Response(operation, key));
            }

            void Add(string key, JsonObject? described)
            {
                foreach (var (mediaType, content) in described?["content"] as JsonObject ?? [])
                {
                    definitions[Name(operation, key, mediaType)] = new JsonObject { ["allOf"] = new JsonArray(translation.Translate(content!["schema"]!.AsObject())) };
                }
            }
        }

        return Parse(new JsonObject { ["definitions"] = definitions });
    }

#pragma warning disable VSTHRD002 // A text that refers to nothing elsewhere is read at once: the task has ended when it comes.
    private static JsonSchema Parse(JsonNode schema) => JsonSchema.FromJsonAsync(schema.ToJsonString()).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002

    private static string Name(Operation operation, string key, string mediaType) => $"{operation} {key} {mediaType}";

    /// <summary>A last variable named <c>path</c> holds any number of parts.</summary>
    private static bool Matches(string[] template, string[] path) =>
        (template.Length == path.Length || (template[^1] == "{path}" && path.Length > template.Length))
        && template.Zip(path).All(parts => parts.First.StartsWith('{') ? parts.Second.Length > 0 : parts.First == parts.Second);
}
