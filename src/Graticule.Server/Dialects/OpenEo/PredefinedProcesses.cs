using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs.Specs;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>The definitions of the processes that graphs may call here.</summary>
internal sealed class PredefinedProcesses(IReadOnlyList<ProcessSpec> specs)
{
    private readonly Dictionary<string, ProcessSpec> _byId = specs.ToDictionary(spec => spec.Id, StringComparer.Ordinal);

    private readonly JsonNode[] _json = [.. specs.Select(spec => JsonObject.Create(spec.Json)!)];

    /// <summary>By id.</summary>
    public IReadOnlyList<ProcessSpec> Specs => specs;

    public bool Contains(string id) => _byId.ContainsKey(id);

    public Task ListAsync(HttpContext context)
    {
        var limit = QueryValues.Limit(context.Request);
        var offset = QueryValues.Offset(context.Request, "offset");
        var page = _json.Skip(offset).Take(limit ?? int.MaxValue).Select(process => process.DeepClone()).ToList();
        var links = new JsonArray();
        if (offset + page.Count < _json.Length)
        {
            links.Add(Wire.Link($"{Root.Of(context).Processes}?limit={limit}&offset={offset + page.Count}", "next"));
        }

        var list = new JsonObject { ["processes"] = new JsonArray([.. page]), ["links"] = links };
        if (ApiVersion.Of(context).Is13)
        {
            list["version"] = ProcessSpecs.Version;
        }

        return Wire.SendAsync(context, list);
    }
}
