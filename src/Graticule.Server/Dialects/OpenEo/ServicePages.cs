using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs.Storage;
using Graticule.Server.Access;
using Graticule.Server.Maps;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary><c>/services</c>: process graphs as maps.</summary>
internal sealed class ServicePages(Services services, MapLinks maps, OpenEoOptions options)
{
    public Task ListAsync(HttpContext context)
    {
        var root = Root.Of(context);
        var limit = QueryValues.Limit(context.Request);
        var found = services.List(context.Caller(), QueryValues.Text(context.Request, "after"), (limit ?? int.MaxValue - 1) + 1);
        var page = found.Take(limit ?? int.MaxValue).ToList();
        var links = new JsonArray();
        if (page.Count < found.Count)
        {
            links.Add(Wire.Link($"{root.Services}?limit={limit}&after={page[^1].Id}", "next"));
        }

        return Wire.SendAsync(context, new JsonObject { ["services"] = new JsonArray([.. page.Select(service => Write(service, root, isWhole: false))]), ["links"] = links });
    }

    public async Task CreateAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context, options.MaxRequestLength);
        var request = JobRequest.Read(body);
        request["type"] = body["type"] is JsonValue type && type.TryGetValue<string>(out var name)
            ? ServiceTypes.Get(name).Name
            : throw Errors.BadRequest("The member 'type' must name a type of service; GET /service_types lists them.");
        Take(body, request);
        var service = await services.CreateAsync(context.Caller(), request, context.RequestAborted);
        context.Response.Headers.Location = Root.Of(context).Service(service.Id);
        context.Response.Headers["OpenEO-Identifier"] = service.Id;
        await Wire.SendAsync(context, [], StatusCodes.Status201Created, Words.Json);
    }

    public Task ShowAsync(HttpContext context) => Wire.SendAsync(context, Write(services.Get(context.Caller(), Id(context)), Root.Of(context), isWhole: true));

    public async Task ReviseAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context, options.MaxRequestLength);
        if (body.ContainsKey("type"))
        {
            throw Errors.New("PropertyNotEditable", "The type of a service cannot be changed; make another service.");
        }

        JsonObject change = [];
        Take(body, change);
        if (change.Count == 0 || body.Any(member => member.Key is not ("enabled" or "configuration")))
        {
            foreach (var (member, value) in JobRequest.ReadChange(body))
            {
                change[member] = value?.DeepClone();
            }
        }

        await services.ReviseAsync(context.Caller(), Id(context), change, context.RequestAborted);
        await Wire.SendAsync(context, StatusCodes.Status204NoContent);
    }

    public async Task RemoveAsync(HttpContext context)
    {
        await services.RemoveAsync(context.Caller(), Id(context), context.RequestAborted);
        await Wire.SendAsync(context, StatusCodes.Status204NoContent);
    }

    /// <summary>What goes wrong while a map is drawn is told to whoever asked for it, and kept nowhere.</summary>
    public Task ShowLogsAsync(HttpContext context)
    {
        _ = services.Get(context.Caller(), Id(context));
        return Wire.SendAsync(context, new JsonObject { ["level"] = "debug", ["logs"] = new JsonArray(), ["links"] = new JsonArray() });
    }

    /// <summary>The members that only services have.</summary>
    private static void Take(JsonObject body, JsonObject kept)
    {
        if (body["enabled"] is { } enabled)
        {
            kept["enabled"] = enabled.GetValueKind() is JsonValueKind.True or JsonValueKind.False
                ? enabled.DeepClone()
                : throw Errors.BadRequest("The member 'enabled' must be true or false.");
        }

        if (body["configuration"] is { } configuration)
        {
            _ = ServiceTypes.Query(configuration as JsonObject ?? throw Errors.BadRequest("The member 'configuration' must be an object."));
            kept["configuration"] = configuration.DeepClone();
        }
    }

    /// <summary>What is told of a service.</summary>
    public JsonObject Write(Document service, Root root, bool isWhole)
    {
        var content = service.Content;
        var type = ServiceTypes.Get((string)content["type"]!);
        var configuration = content["configuration"] as JsonObject ?? [];
        var told = new JsonObject
        {
            ["id"] = service.Id,
            ["title"] = content["title"]?.DeepClone(),
            ["description"] = content["description"]?.DeepClone(),
            ["url"] = AddressOf(service.Id, type, configuration, root),
            ["type"] = type.Name,
            ["enabled"] = Services.IsEnabled(content),
            ["created"] = Wire.Time(service.CreatedAt),
            ["plan"] = (string?)content["plan"] ?? Words.Plan,
            ["costs"] = 0,
            ["budget"] = content["budget"]?.DeepClone(),
            ["log_level"] = (string?)content["log_level"] ?? "info",
        };
        if (isWhole)
        {
            told["process"] = content["process"]!.DeepClone();
            told["configuration"] = configuration.DeepClone();
            told["attributes"] = new JsonObject { ["layers"] = new JsonArray(Services.Layer) };
        }

        return told;
    }

    private string AddressOf(string id, ServiceType type, JsonObject configuration, Root root)
    {
        var address = type.Address(maps.Lasting(new(root.Server), Services.KeyOf(id), Services.Layer));
        var query = ServiceTypes.Query(configuration);
        return query.Length == 0 ? address : $"{address.TrimEnd('&')}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
    }

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["serviceId"]!;
}
