using System.Text.Json.Nodes;
using Graticule.Server.Access;
using Graticule.Server.Dialects.OpenEo.Early.Graphs;

namespace Graticule.Server.Dialects.OpenEo.Early.Rest;

/// <summary>Brings bodies of 0.3 and 0.4 into the form in which the pages of today read them.</summary>
internal sealed class RestBodies(EarlyTranslator translator, OpenEoOptions options)
{
    private const string GraphMember = "process_graph";

    private const string OutputMember = "output";

    public Task<JsonObject> ReadAsync(HttpContext context) => RequestBody.ReadAsync(context, options.MaxRequestLength);

    /// <summary>Translates the body of something that is made of a graph.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isSaved">Whether the result is written into files.</param>
    /// <exception cref="OpenEoException">ProcessGraphMissing, or the graph is not understood.</exception>
    public async Task TranslateAsync(HttpContext context, bool isSaved)
    {
        var body = await ReadAsync(context);
        if (body[GraphMember] is null)
        {
            throw Errors.New("ProcessGraphMissing", $"The body must have a member '{GraphMember}' with the process graph.");
        }

        Replace(context, body, body, isSaved);
    }

    /// <summary>Translates the body of a change: a graph or output that it does not name stays.</summary>
    /// <param name="context">The request.</param>
    /// <param name="process">The process of today of what is changed.</param>
    /// <param name="isSaved">Whether the result is written into files.</param>
    /// <exception cref="OpenEoException">PropertyNotEditable, or the graph is not understood.</exception>
    public async Task TranslateChangeAsync(HttpContext context, JsonNode process, bool isSaved)
    {
        var body = await ReadAsync(context);
        var source = body.DeepClone().AsObject();
        if (body.ContainsKey(GraphMember) || body.ContainsKey(OutputMember))
        {
            var known = EarlySource.Find(process, RestVersion.Of(context).Early.Form);
            source[GraphMember] ??= known?.Graph.DeepClone() ?? throw Errors.New(
                "PropertyNotEditable", "The output goes with the process graph, and that of this job is of another version of the API: send both.");
            if (!body.ContainsKey(OutputMember))
            {
                source[OutputMember] = known?.Output?.DeepClone();
            }
        }

        Replace(context, body, source, isSaved);
    }

    /// <summary>The process of today that a graph with its output is.</summary>
    /// <param name="context">The request.</param>
    /// <param name="body">With the graph.</param>
    /// <param name="isSaved">Whether 0.3 wants the result in a file: with the output, or in the usual format without one.</param>
    public (JsonObject Process, TranslatedGraph Translated) Process(HttpContext context, JsonObject body, bool isSaved)
    {
        var version = RestVersion.Of(context);
        var output = version.Is03 ? Output(body) : null;
        var graph = body[GraphMember]!;
        var translated = translator.Translate(version.Early.Form, context.Caller(), graph, version.Is03 && isSaved ? output ?? [] : null);
        return (new EarlySource(graph, output).Process(version.Early.Form, translated), translated);
    }

    private void Replace(HttpContext context, JsonObject body, JsonObject source, bool isSaved)
    {
        var replaced = new JsonObject(body
            .Where(static member => member.Key is not (GraphMember or OutputMember or "parameters"))
            .Select(static member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        if (source[GraphMember] is not null)
        {
            var (process, translated) = Process(context, source, isSaved);
            replaced["process"] = process;
            Remarks.Tell(context, translated.Remarks);
        }

        // What services call configuration today; jobs have neither.
        if (body["parameters"] is { } parameters)
        {
            replaced["configuration"] = parameters.DeepClone();
        }

        RequestBody.Replace(context, replaced);
    }

    /// <summary>What to write the result as; the default where nothing is said, as 0.3 has it.</summary>
    private static JsonObject? Output(JsonObject body) => body[OutputMember] switch
    {
        null => null,
        JsonObject output => output,
        _ => throw Errors.BadRequest("The member 'output' must be an object with a 'format', or null."),
    };
}
