using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>What is asked for, as it was written.</summary>
/// <param name="Graph">An object, or the id of a stored graph.</param>
/// <param name="Output">Format and options; null: the usual formats.</param>
/// <param name="View">Window, resolution and reference system that data are looked at in (0.0.1); null: as they are.</param>
internal sealed record EarlyOrder(JsonNode Graph, JsonObject? Output, JsonObject? View)
{
    private const string GraphMember = "process_graph";

    private const string OutputMember = "output";

    private const string ViewMember = "view";

    private const string StrictMember = "strict";

    /// <summary>Parameters of requests that are no options of a format.</summary>
    private static readonly string[] OwnParameters = ["format", "evaluate", "view", "strict", "access_token"];

    /// <summary>Whether nothing may be done otherwise than it was asked for, not even nearly so.</summary>
    public bool IsStrict => Output?[StrictMember]?.GetValueKind() == JsonValueKind.True;

    /// <summary>Reads a body, and what the address says of the output.</summary>
    /// <exception cref="OpenEoException">ProcessGraphMissing, or what is wrong.</exception>
    public static EarlyOrder Read(JsonObject body, HttpRequest request) => body[GraphMember] is null
        ? throw Errors.New("ProcessGraphMissing", "The body must have a member 'process_graph', an object with 'process_id' and 'args'.")
        : new EarlyOrder(JsonValue.Create(""), Output: null, View: null).With(body).With(request);

    /// <summary>With the members that a body has in place of these.</summary>
    public EarlyOrder With(JsonObject body)
    {
        var graph = body[GraphMember];
        if (graph is not (null or JsonObject) && graph.GetValueKind() != JsonValueKind.String)
        {
            throw Errors.New("ProcessGraphInvalid", "The member 'process_graph' must be an object with 'process_id' and 'args', or the id of a stored process graph.");
        }

        return this with
        {
            Graph = graph?.DeepClone() ?? Graph,
            Output = Member(body, OutputMember, Output),
            View = Member(body, ViewMember, View),
        };
    }

    /// <summary>With what the query string says: <c>format</c> and its options in place of the output, <c>view</c> as JSON, <c>strict</c>.</summary>
    public EarlyOrder With(HttpRequest request)
    {
        var order = this;
        if (QueryValues.Text(request, "format") is { } format)
        {
            var output = new JsonObject { ["format"] = format };
            foreach (var (name, values) in request.Query.Where(parameter => !OwnParameters.Contains(parameter.Key, StringComparer.Ordinal)))
            {
                output[name] = values.ToString();
            }

            order = order with { Output = output };
        }

        if (QueryValues.Text(request, "view") is { } view)
        {
            order = order with { View = Parse(view) };
        }

        var isStrict = QueryValues.Text(request, StrictMember) is "true" or "1"
            || request.Headers["Prefer"].ToString().Contains("handling=strict", StringComparison.OrdinalIgnoreCase);
        return isStrict ? order.AsStrict() : order;
    }

    private EarlyOrder AsStrict()
    {
        var output = Output?.DeepClone().AsObject() ?? [];
        output[StrictMember] = true;
        return this with { Output = output };
    }

    private static JsonObject? Member(JsonObject body, string name, JsonObject? otherwise) => body.TryGetPropertyValue(name, out var value)
        ? value switch
        {
            null => null,
            JsonObject members => members.DeepClone().AsObject(),
            _ => throw Errors.BadRequest($"The member '{name}' must be an object."),
        }
        : otherwise;

    private static JsonObject Parse(string view)
    {
        try
        {
            return JsonNode.Parse(view) as JsonObject ?? throw Errors.BadRequest("The parameter 'view' must be a JSON object with 'space' or 'time'.");
        }
        catch (JsonException exception)
        {
            throw Errors.BadRequest($"The parameter 'view' is no JSON: {exception.Message}");
        }
    }
}
