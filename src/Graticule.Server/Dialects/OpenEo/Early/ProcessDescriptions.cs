using System.Text.Json.Nodes;
using Graticule.Server.Dialects.OpenEo.Early.Graphs;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary><c>/processes</c> and what lies below: what graphs of 0.0.x can be made of.</summary>
internal sealed class ProcessDescriptions(EarlyForm form)
{
    public Task ListAsync(HttpContext context) => Wire.SendAsync(
        context,
        new JsonArray([.. Named(QueryValues.Text(context.Request, "qname")).Select(process => new JsonObject { ["process_id"] = process.Id, ["description"] = process.Description })]));

    public Task SearchAsync(HttpContext context)
    {
        var start = EarlyVersion.Of(context).Address(context.Request);
        return AtomFeed.SendAsync(context, "Processes", [.. Named(QueryValues.Text(context.Request, "q")).Select(process => new FeedEntry(
            $"{start}/processes/{Uri.EscapeDataString(process.Id)}", process.Id, process.Description, DateTimeOffset.UnixEpoch))]);
    }

    public Task ShowAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["process"]!;
        var process = EarlyProcesses.Find(form, id) ?? throw Errors.NotFound($"There is no process '{id}'; GET /processes lists them.");
        return Wire.SendAsync(context, new JsonObject
        {
            ["process_id"] = process.Id,
            ["description"] = process.Description,
            ["args"] = Arguments(process.Arguments),
        });
    }

    /// <summary>Arguments as 0.0.x describes them.</summary>
    public static JsonObject Arguments(IEnumerable<EarlyArgument> arguments) => new(arguments.Select(argument => KeyValuePair.Create(argument.Name, (JsonNode?)Write(argument))));

    private static JsonObject Write(EarlyArgument argument)
    {
        var told = new JsonObject { ["description"] = argument.Description, ["required"] = argument.IsRequired };
        if (argument.Default is { } preset)
        {
            told["default"] = preset.DeepClone();
        }

        return told;
    }

    private IEnumerable<EarlyProcess> Named(string? part) =>
        EarlyProcesses.Of(form).Where(process => part is null || process.Id.Contains(part, StringComparison.OrdinalIgnoreCase));
}
