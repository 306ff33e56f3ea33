using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary><c>/udf_runtimes</c> and <c>/udf</c>: the languages that users' functions may be in, and what they can do.</summary>
/// <param name="runtimes">By name, as versions of today describe them.</param>
internal sealed class UdfPages(JsonObject runtimes)
{
    /// <summary>The kinds of functions that run here, with what each does.</summary>
    public static IReadOnlyDictionary<string, string> Types { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["apply_pixel"] = "Makes a value of each value of a pixel.",
        ["reduce_time"] = "Makes one value of each series in time of a pixel.",
        ["aggregate_time"] = "Makes a shorter series in time of each series of a pixel.",
    };

    public Task ListAsync(HttpContext context) => Wire.SendAsync(context, new JsonObject(runtimes.Select(runtime => KeyValuePair.Create(runtime.Key, (JsonNode?)new JsonObject
    {
        ["udf_types"] = Wire.Texts(Types.Keys),
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
        if (!Types.TryGetValue(type, out var description))
        {
            throw Errors.NotFound($"Functions of the type '{type}' are not run here; the types are: {string.Join(", ", Types.Keys)}.");
        }

        return Wire.SendAsync(context, new JsonObject
        {
            ["process_id"] = $"/udf/{name}/{type}",
            ["description"] = description,
            ["args"] = new JsonObject
            {
                ["imagery"] = new JsonObject { ["description"] = "The images that the function is applied to.", ["required"] = true },
                ["script"] = new JsonObject { ["description"] = "Path of an uploaded file with the function, such as /users/me/files/script.py.", ["required"] = true },
                ["version"] = new JsonObject { ["description"] = "Version of the language; the latest where it is left out.", ["required"] = false, ["default"] = "latest" },
            },
        });
    }
}
