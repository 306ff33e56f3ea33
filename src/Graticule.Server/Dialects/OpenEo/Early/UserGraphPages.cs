using System.Text.Json.Nodes;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary><c>/users/{user}/process_graphs</c>.</summary>
internal sealed class UserGraphPages(UserGraphs graphs, OpenEoOptions options)
{
    public Task ListAsync(HttpContext context) => Wire.SendAsync(context, Wire.Texts(graphs.List(context.Caller()).Select(graph => graph.Id)));

    public async Task AddAsync(HttpContext context)
    {
        var id = await graphs.AddAsync(context.Caller(), UserGraphs.ContentOf(await ReadAsync(context)), context.RequestAborted);
        await Wire.SendAsync(context, new JsonObject { ["process_graph_id"] = id });
    }

    public Task ShowAsync(HttpContext context) => Wire.SendAsync(context, graphs.Find(context.Caller(), Id(context)) ?? throw Missing(context));

    public async Task ReplaceAsync(HttpContext context)
    {
        if (!await graphs.ReplaceAsync(context.Caller(), Id(context), UserGraphs.ContentOf(await ReadAsync(context)), context.RequestAborted))
        {
            throw Missing(context);
        }

        await Wire.SendAsync(context, StatusCodes.Status200OK);
    }

    public async Task RemoveAsync(HttpContext context)
    {
        if (!await graphs.DeleteAsync(context.Caller(), Id(context), context.RequestAborted))
        {
            throw Missing(context);
        }

        await Wire.SendAsync(context, StatusCodes.Status200OK);
    }

    /// <summary>The body is the graph, or has it as its <c>process_graph</c>.</summary>
    private async Task<JsonNode> ReadAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context, options.MaxRequestLength);
        var graph = body["process_graph"] as JsonObject ?? body;
        return graph["process_id"] is JsonValue || graph["product_id"] is JsonValue
            ? graph
            : throw Errors.New("ProcessGraphInvalid", "The body must be a process graph: an object with 'process_id' and 'args'.");
    }

    private static OpenEoException Missing(HttpContext context) => Errors.ProcessGraphNotFound(Id(context));

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["graph"]!;
}
