using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Rest;

/// <summary><c>/</c>: which version this is, and what it can do. Billing is left out, as there is none and these versions had no word for that.</summary>
internal sealed class RestCapabilities(OpenEoOptions options, Func<RestVersion, IReadOnlyList<EarlyResource>> resources)
{
    public Task ShowAsync(HttpContext context)
    {
        var version = RestVersion.Of(context);
        var root = Root.Of(context);
        var told = new JsonObject { [version.VersionMember] = version.Early.Name };
        if (!version.Is03)
        {
            told["backend_version"] = Capabilities.Version;
            told["title"] = options.Title;
            told["description"] = options.Description;
        }

        told["endpoints"] = Endpoints(version);
        if (!version.Is03)
        {
            told["links"] = new JsonArray(Wire.Link(root.Url, "self"), Wire.Link(root.WellKnown, "version-history", title: "Versions of the API"));
        }

        return Wire.SendAsync(context, told);
    }

    private JsonArray Endpoints(RestVersion version) => [.. resources(version).Where(resource => !resource.IsUnlisted).Select(resource => new JsonObject
    {
        ["path"] = Capabilities.PathOf(resource.Pattern),
        ["methods"] = Wire.Texts(resource.Methods.Select(method => method.Name)),
    })];
}
