using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs.Storage;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo.Early.Rest;

/// <summary><c>/process_graphs</c>: graphs that users stored, as they were written.</summary>
internal sealed class RestGraphs(Func<RestVersion, UserGraphs> graphsOf, RestBodies bodies)
{
    private static readonly string[] Members = ["title", "description", "process_graph"];

    public Task ListAsync(HttpContext context)
    {
        var version = RestVersion.Of(context);
        return Wire.SendAsync(context, new JsonObject
        {
            ["process_graphs"] = new JsonArray([.. graphsOf(version).List(context.Caller()).Select(graph => Write(graph, version, isWhole: false))]),
            ["links"] = new JsonArray(),
        });
    }

    public async Task CreateAsync(HttpContext context)
    {
        var version = RestVersion.Of(context);
        var body = await bodies.ReadAsync(context);
        var content = Read(body);
        if (content["process_graph"] is null)
        {
            throw Errors.New("ProcessGraphMissing", "The body must have a member 'process_graph' with the process graph.");
        }

        var id = await graphsOf(version).AddAsync(context.Caller(), content, context.RequestAborted);
        context.Response.Headers.Location = $"{Root.Of(context).Url}/process_graphs/{id}";
        context.Response.Headers["OpenEO-Identifier"] = id;
        await Wire.SendAsync(context, body: [], StatusCodes.Status201Created, Words.Json);
    }

    public Task ShowAsync(HttpContext context) => Wire.SendAsync(context, Write(Find(context), RestVersion.Of(context), isWhole: true));

    public async Task ReviseAsync(HttpContext context)
    {
        var known = Find(context);
        var change = Read(await bodies.ReadAsync(context));
        if (change.Count == 0)
        {
            throw Errors.New("NoDataForUpdate", "Nothing was given that could be changed: title, description or process_graph.");
        }

        var content = known.Content.DeepClone().AsObject();
        foreach (var (name, value) in change)
        {
            content[name] = value?.DeepClone();
        }

        if (!await graphsOf(RestVersion.Of(context)).ReplaceAsync(context.Caller(), known.Id, content, context.RequestAborted))
        {
            throw Errors.ProcessGraphNotFound(known.Id);
        }

        await Wire.SendAsync(context, StatusCodes.Status204NoContent);
    }

    public async Task RemoveAsync(HttpContext context)
    {
        if (!await graphsOf(RestVersion.Of(context)).DeleteAsync(context.Caller(), Id(context), context.RequestAborted))
        {
            throw Errors.ProcessGraphNotFound(Id(context));
        }

        await Wire.SendAsync(context, StatusCodes.Status204NoContent);
    }

    private Document Find(HttpContext context) =>
        graphsOf(RestVersion.Of(context)).FindDocument(context.Caller(), Id(context)) ?? throw Errors.ProcessGraphNotFound(Id(context));

    private static JsonObject Read(JsonObject body)
    {
        JsonObject content = [];
        foreach (var member in Members.Where(body.ContainsKey))
        {
            content[member] = (member, body[member]?.GetValueKind()) switch
            {
                ("process_graph", JsonValueKind.Object) or (not "process_graph", null or JsonValueKind.String) => body[member]?.DeepClone(),
                ("process_graph", _) => throw Errors.New("ProcessGraphInvalid", "The member 'process_graph' must be an object."),
                _ => throw Errors.BadRequest($"The member '{member}' must be a text."),
            };
        }

        return content;
    }

    private static JsonObject Write(Document graph, RestVersion version, bool isWhole)
    {
        var told = new JsonObject
        {
            [version.GraphId] = graph.Id,
            ["title"] = graph.Content["title"]?.DeepClone(),
            ["description"] = graph.Content["description"]?.DeepClone(),
        };
        if (isWhole)
        {
            told["process_graph"] = graph.Content["process_graph"]!.DeepClone();
        }

        return told;
    }

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["processGraphId"]!;
}
