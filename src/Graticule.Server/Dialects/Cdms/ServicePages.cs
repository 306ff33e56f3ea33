using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>What the service says of itself.</summary>
/// <param name="resources">All there are; asked for when somebody wants to see them.</param>
internal sealed class ServicePages(Func<IReadOnlyList<CdmsResource>> resources)
{
    /// <summary>That of the API which this one follows; clients take their ways by it.</summary>
    public const string Version = "1.4.0";

    public static Task ShowVersionAsync(HttpContext context, Arguments arguments) => Wire.SendTextAsync(context, Version, "text/html; charset=UTF-8");

    /// <summary>The map of parts to whether they work. A server whose parts do not work says so at its health checks, and takes no requests.</summary>
    public static Task ShowHeartbeatAsync(HttpContext context, Arguments arguments) => Wire.SendAsync(context, new JsonObject { ["jobs"] = true, ["datasets"] = true });

    public Task ListAsync(HttpContext context, Arguments arguments) => Wire.SendAsync(context, new JsonArray([.. resources().Where(resource => !resource.IsUnlisted).Select(Write)]));

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
