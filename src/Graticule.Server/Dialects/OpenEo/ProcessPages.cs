using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs.Specs;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>The definitions of the processes that graphs may call here.</summary>
internal sealed class ProcessPages(IReadOnlyList<ProcessSpec> specs)
{
    private readonly Dictionary<string, ProcessSpec> _byId = specs.ToDictionary(spec => spec.Id, StringComparer.Ordinal);

    /// <summary>Every client asks for it, and it is the same for all.</summary>
    private readonly Dictionary<ApiVersion, byte[]> _lists = ApiVersion.All.ToDictionary(version => version, version => Wire.Bytes(List(specs, version)));

    /// <summary>By id.</summary>
    public IReadOnlyList<ProcessSpec> Specs => specs;

    public bool Contains(string id) => _byId.ContainsKey(id);

    /// <summary>
    /// All of them, whatever the limit: clients ask for fifty and take those for all, and could then not build graphs of the others.
    /// </summary>
    public Task ListAsync(HttpContext context)
    {
        _ = QueryValues.Limit(context.Request);
        return Wire.SendAsync(context, _lists[ApiVersion.Of(context)], StatusCodes.Status200OK, Words.Json);
    }

    private static JsonObject List(IReadOnlyList<ProcessSpec> specs, ApiVersion version)
    {
        var list = new JsonObject { ["processes"] = new JsonArray([.. specs.Select(spec => JsonObject.Create(spec.Json))]), ["links"] = new JsonArray() };
        if (version.Is13)
        {
            list["version"] = ProcessSpecs.Version;
        }

        return list;
    }
}
