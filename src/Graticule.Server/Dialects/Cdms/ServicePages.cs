using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>What the service says of itself.</summary>
/// <param name="resources">All there are; asked for when somebody wants to see them.</param>
/// <param name="parts">What the service stands on.</param>
internal sealed class ServicePages(Func<IReadOnlyList<CdmsResource>> resources, CdmsParts parts)
{
    /// <summary>That of the API which this one follows; clients take their ways by it.</summary>
    public const string Version = "1.4.0";

    public static Task ShowVersionAsync(HttpContext context, Arguments arguments) => Wire.SendTextAsync(context, Version, "text/html; charset=UTF-8");

    /// <summary>Which parts work: each is asked for something small.</summary>
    public async Task ShowHeartbeatAsync(HttpContext context, Arguments arguments) => await Wire.SendAsync(context, new JsonObject
    {
        ["jobs"] = await WorksAsync(() => parts.Engine.ListAsync(new() { Dialect = Words.Dialect, Limit = 1 }, context.RequestAborted)),
        ["datasets"] = await WorksAsync(() => Task.FromResult(parts.Datasets.List())),
    });

    public Task ListAsync(HttpContext context, Arguments arguments) => Wire.SendAsync(context, new JsonArray([.. resources().Where(resource => !resource.IsUnlisted).Select(Write)]));

    private static async Task<bool> WorksAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ProblemException)
        {
            return false;
        }
    }

    private static JsonObject Write(CdmsResource resource) => new()
    {
        ["path"] = resource.Pattern,
        ["name"] = resource.Name,
        ["description"] = resource.Description,
        ["parameters"] = new JsonObject(resource.Parameters.Select(parameter => KeyValuePair.Create<string, JsonNode?>(parameter.Name, new JsonObject
        {
            ["name"] = parameter.Name,
            ["type"] = parameter.Type,
            ["description"] = parameter.Description,
        }))),
    };
}
