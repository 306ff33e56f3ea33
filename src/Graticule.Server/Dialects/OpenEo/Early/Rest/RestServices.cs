using System.Text.Json.Nodes;
using Graticule.Jobs.Storage;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo.Early.Rest;

/// <summary><c>/services</c>: the same services as those of today's versions.</summary>
internal sealed class RestServices(Services services, ServicePages pages, RestBodies bodies)
{
    /// <summary>Members that are called as they are today.</summary>
    private static readonly string[] Same = ["title", "description", "url", "type", "enabled", "budget", "attributes"];

    public Task ListAsync(HttpContext context)
    {
        var found = services.List(context.Caller(), after: null, int.MaxValue);
        return Wire.SendAsync(context, new JsonObject
        {
            ["services"] = new JsonArray([.. found.Select(service => Write(service, context, isWhole: false))]),
            ["links"] = new JsonArray(),
        });
    }

    public async Task CreateAsync(HttpContext context)
    {
        await bodies.TranslateAsync(context, isSaved: false);
        await pages.CreateAsync(context);
    }

    public Task ShowAsync(HttpContext context) => Wire.SendAsync(context, Write(Find(context), context, isWhole: true));

    public async Task ReviseAsync(HttpContext context)
    {
        await bodies.TranslateChangeAsync(context, Find(context).Content["process"]!, isSaved: false);
        await pages.ReviseAsync(context);
    }

    private Document Find(HttpContext context) => services.Get(context.Caller(), (string)context.Request.RouteValues["serviceId"]!);

    private JsonObject Write(Document service, HttpContext context, bool isWhole)
    {
        var version = RestVersion.Of(context);
        var today = pages.Write(service, Root.Of(context), isWhole);
        var told = new JsonObject { [version.ServiceId] = service.Id };
        foreach (var member in Same.Where(today.ContainsKey))
        {
            told[member] = today[member]?.DeepClone();
        }

        told["costs"] = 0;
        told["submitted"] = today["created"]?.DeepClone();
        if (isWhole)
        {
            var process = service.Content["process"]!;
            told["process_graph"] = EarlySource.Find(process, version.Early.Form)?.Graph.DeepClone() ?? process["process_graph"]!.DeepClone();
            told["parameters"] = today["configuration"]?.DeepClone();
        }

        return told;
    }
}
