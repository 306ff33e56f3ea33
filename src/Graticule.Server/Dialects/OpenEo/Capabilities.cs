using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary><c>/</c> and <c>/.well-known/openeo</c>: which versions there are, and what each can do.</summary>
internal sealed partial class Capabilities(OpenEoOptions options, Func<IReadOnlyList<Resource>> resources)
{
    private const string StacVersion = "1.1.0";

    /// <summary>Version of the program.</summary>
    public static string Version { get; } = typeof(Capabilities).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    public Task ShowAsync(HttpContext context)
    {
        var root = Root.Of(context);
        return Wire.SendAsync(context, new JsonObject
        {
            ["api_version"] = root.Version.Name,
            ["backend_version"] = Version,
            ["stac_version"] = StacVersion,
            ["type"] = "Catalog",
            ["id"] = "graticule",
            ["title"] = options.Title,
            ["description"] = options.Description,
            ["conformsTo"] = Wire.Texts(Conformance.Classes(root.Version)),
            ["production"] = !options.IsOpen,
            ["endpoints"] = Endpoints(),
            ["billing"] = new JsonObject
            {
                ["currency"] = null,
                ["default_plan"] = Words.Plan,
                ["plans"] = new JsonArray(new JsonObject { ["name"] = Words.Plan, ["description"] = "Free of charge.", ["paid"] = false }),
            },
            ["links"] = new JsonArray(
                Wire.Link(root.Url, "self"),
                Wire.Link(root.Url, "root"),
                Wire.Link(root.Url + "/conformance", "conformance"),
                Wire.Link(root.Collections, "data", title: "Collections"),
                Wire.Link(root.WellKnown, "version-history", title: "Versions of the API")),
        });
    }

    public Task ShowVersionsAsync(HttpContext context)
    {
        var root = Root.Of(context);
        return Wire.SendAsync(context, new JsonObject
        {
            ["versions"] = new JsonArray([.. ApiVersion.All.Concat(options.EarlierVersions).Select(version => new JsonObject
            {
                ["url"] = (root with { Version = version }).Url,
                ["api_version"] = version.Name,
                ["production"] = !options.IsOpen,
            })]),
        });
    }

    /// <summary>A path as the API's own document has it, whose variables are in snake case: older clients look for them by name.</summary>
    public static string PathOf(string pattern) => pattern.Length == 0
        ? "/"
        : Variable().Replace(pattern, variable => $"{{{Hump().Replace(variable.Groups["name"].Value, "_$0").ToLowerInvariant()}}}");

    private JsonArray Endpoints() => [.. resources().Where(resource => !resource.IsUnlisted).Select(resource => new JsonObject
    {
        ["path"] = PathOf(resource.Pattern),
        ["methods"] = Wire.Texts(resource.Methods.Select(method => method.Name)),
    })];

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hump();

    /// <summary>A variable, with what ASP.NET adds.</summary>
    [GeneratedRegex(@"\{\**(?<name>\w+)[^}]*\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
