using System.Text.Json.Nodes;
using Graticule.Server.Dialects.OpenEo.Early.Graphs;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary><c>/udf_runtimes</c> and <c>/udf</c>: the languages that users' functions may be in, and what they can do.</summary>
/// <param name="runtimes">By name, as versions of today describe them.</param>
internal sealed class UdfPages(JsonObject runtimes)
{
    public Task ListAsync(HttpContext context) => Wire.SendAsync(context, new JsonObject(runtimes.Select(runtime => KeyValuePair.Create(runtime.Key, (JsonNode?)new JsonObject
    {
        ["udf_types"] = Wire.Texts(UserScripts.Types.Keys),
        ["versions"] = new JsonObject((runtime.Value?["versions"] as JsonObject ?? []).Select(version => KeyValuePair.Create(version.Key, (JsonNode?)new JsonObject
        {
            ["packages"] = Wire.Texts((version.Value?["libraries"] as JsonObject ?? []).Select(library => $"{library.Key} {(string?)library.Value?["version"]}".TrimEnd())),
        }))),
    }))));

    public Task ShowAsync(HttpContext context)
    {
        var (language, type) = ((string)context.Request.RouteValues["language"]!, (string)context.Request.RouteValues["type"]!);
        var name = runtimes.Select(runtime => runtime.Key).FirstOrDefault(known => known.Equals(language, StringComparison.OrdinalIgnoreCase))
            ?? throw Errors.NotFound($"There is no language '{language}'; there are: {string.Join(", ", runtimes.Select(runtime => runtime.Key))}.");
        if (!UserScripts.Types.TryGetValue(type, out var description))
        {
            throw Errors.NotFound($"Functions of the type '{type}' are not run here; the types are: {string.Join(", ", UserScripts.Types.Keys)}.");
        }

        return Wire.SendAsync(context, new JsonObject
        {
            ["process_id"] = $"/udf/{name}/{type}",
            ["description"] = description,
            ["args"] = ProcessDescriptions.Arguments(UserScripts.Arguments),
        });
    }
}
