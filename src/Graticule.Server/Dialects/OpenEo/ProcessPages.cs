using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs.Specs;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>The definitions of the processes that graphs may call here.</summary>
internal sealed class ProcessPages(IReadOnlyList<ProcessSpec> specs)
{
    private readonly Dictionary<string, ProcessSpec> _byId = specs.ToDictionary(spec => spec.Id, StringComparer.Ordinal);

    private readonly JsonNode[] _json = [.. specs.Select(spec => JsonObject.Create(spec.Json)!)];

    /// <summary>By id.</summary>
    public IReadOnlyList<ProcessSpec> Specs => specs;

    public bool Contains(string id) => _byId.ContainsKey(id);

    /// <summary>
    /// All of them, whatever the limit: clients ask for fifty and take those for all, and could then not build graphs of the others.
    /// </summary>
    public Task ListAsync(HttpContext context)
    {
        _ = QueryValues.Limit(context.Request);
        var list = new JsonObject { ["processes"] = new JsonArray([.. _json.Select(process => process.DeepClone())]), ["links"] = new JsonArray() };
        if (ApiVersion.Of(context).Is13)
        {
            list["version"] = ProcessSpecs.Version;
        }

        return Wire.SendAsync(context, list);
    }
}
