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
    /// All of them, whatever the limit: clients ask for fifty and take those for all, and could then not build graphs of the others. Who goes by pages
    /// says where one begins, and is shown the way to the first.
    /// </summary>
    public Task ListAsync(HttpContext context)
    {
        var (version, limit) = (ApiVersion.Of(context), QueryValues.Limit(context.Request));
        if (limit is not { } count)
        {
            return Wire.SendAsync(context, _lists[version], StatusCodes.Status200OK, Words.Json);
        }

        var address = $"{Root.Of(context).Url}/processes?limit={count}&offset=";
        if (QueryValues.Text(context.Request, "offset") is null)
        {
            return Wire.SendAsync(context, List(specs, version, Wire.Link(address + "0", "first")));
        }

        var offset = QueryValues.Offset(context.Request, "offset");
        var page = specs.Skip(offset).Take(count).ToList();
        return Wire.SendAsync(context, offset + page.Count < specs.Count ? List(page, version, Wire.Link($"{address}{offset + page.Count}", "next")) : List(page, version));
    }

    private static JsonObject List(IReadOnlyList<ProcessSpec> specs, ApiVersion version, params JsonNode[] links)
    {
        var list = new JsonObject { ["processes"] = new JsonArray([.. specs.Select(spec => JsonObject.Create(spec.Json))]), ["links"] = new JsonArray(links) };
        if (version.Is13)
        {
            list["version"] = ProcessSpecs.Version;
        }

        return list;
    }
}
