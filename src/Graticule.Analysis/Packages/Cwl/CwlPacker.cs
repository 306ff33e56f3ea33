using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>Gathers a process and every process that it reaches, from one document or several, into one document.</summary>
internal sealed class CwlPacker(CwlImports imports, CwlLimits limits, CwlFaults faults)
{
    private readonly CwlNormalizer _normalizer = new(faults, limits);
    private readonly Dictionary<string, CwlSource?> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<JsonObject, string> _ids = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<(JsonObject Process, CwlSource Document)> _waiting = new();
    private readonly List<(JsonObject Process, string Version)> _packed = [];

    /// <param name="document">The document that was sent.</param>
    /// <param name="entry">One of its processes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<CwlDocument> PackAsync(CwlSource document, JsonObject entry, CancellationToken cancellationToken)
    {
        _documents[document.Address.AbsoluteUri] = document;
        var header = document.Root.Where(member => member.Key.Contains(':', StringComparison.Ordinal)).Select(Copy).ToList();
        var namespaces = document.Root["$namespaces"]?.DeepClone();
        Enqueue(entry, document);
        while (_waiting.TryDequeue(out var next))
        {
            await AddAsync(next.Process, next.Document, cancellationToken);
        }

        return Write(document, entry, header, namespaces as JsonObject ?? []);
    }

    private async Task AddAsync(JsonObject process, CwlSource document, CancellationToken cancellationToken)
    {
        var place = faults.PlaceOf(process);
        var copy = process.DeepClone().AsObject();
        faults.Put(copy, place);
        var own = copy["cwlVersion"].Text();
        copy.Remove("cwlVersion");
        var oldId = copy["id"].IsText(out var id) ? CwlNames.Fragment(id) : "";
        copy.Remove("id");
        if (document.IsGraph && document.Root["$namespaces"] is null && process["$namespaces"] is JsonObject names)
        {
            document.Root["$namespaces"] = names.DeepClone();
        }

        _normalizer.Normalize(copy, oldId, null);
        copy.Insert(0, "id", "#" + _ids[process]);
        _packed.Add((copy, CwlVersions.IsKnown(own) ? own! : document.Version));
        await LinkAsync(copy, cancellationToken);
    }

    /// <summary>Makes the references of steps point into the packed document.</summary>
    private async Task LinkAsync(JsonObject process, CancellationToken cancellationToken)
    {
        foreach (var step in process["steps"].Maps())
        {
            if (step["run"] is JsonObject inline)
            {
                await LinkAsync(inline, cancellationToken);
            }
            else if (step["run"].IsText(out var run) && await FindAsync(run, step["run"]!, cancellationToken) is { } target)
            {
                var reference = JsonValue.Create("#" + target);
                faults.Put(reference, faults.PlaceOf(step["run"]!));
                step["run"] = reference;
            }
        }
    }

    private async Task<string?> FindAsync(string run, JsonNode at, CancellationToken cancellationToken)
    {
        var place = faults.PlaceOf(at);
        if (!Uri.TryCreate(run, UriKind.Absolute, out var whole))
        {
            return null;
        }

        var (address, fragment) = CwlNames.Split(whole);
        if (!_documents.TryGetValue(address.AbsoluteUri, out var document))
        {
            var root = await imports.LoadAsync(address, place, cancellationToken);
            document = CwlSource.Of(root, address, place, faults);
            _documents[address.AbsoluteUri] = document;
        }

        if (document is null)
        {
            return null;
        }

        if (document.Find(fragment) is not { } process)
        {
            var known = document.Names.ToList();
            faults.Add(place, $"The step runs '#{fragment}', which is not there{(known.Count == 0 ? "" : "; there are: " + string.Join(", ", known))}.");
            return null;
        }

        if (document.Address != _documents.First().Value!.Address && !_ids.ContainsKey(process))
        {
            faults.Put(process, place);
        }

        return Enqueue(process, document);
    }

    private string Enqueue(JsonObject process, CwlSource document)
    {
        if (!_ids.TryGetValue(process, out var id))
        {
            var name = process["id"].IsText(out var own) && CwlNames.Fragment(own).Length > 0 ? CwlNames.Fragment(own) : CwlNames.Stem(document.Address);
            id = CwlNames.Free(name, _ids.Values);
            _ids[process] = id;
            _waiting.Enqueue((process, document));
        }

        return id;
    }

    private CwlDocument Write(CwlSource document, JsonObject entry, List<KeyValuePair<string, JsonNode?>> header, JsonObject namespaces)
    {
        var version = _packed.Select(one => one.Version).Aggregate(CwlVersions.Later);
        foreach (var (name, address) in _documents.Values.OfType<CwlSource>().SelectMany(source => source.Root["$namespaces"] as JsonObject ?? []))
        {
            namespaces.TryAdd(name, address?.DeepClone());
        }

        foreach (var (process, from) in _packed)
        {
            CwlVersions.Raise(process, from, version);
        }

        JsonObject packed = new() { ["cwlVersion"] = version };
        if (namespaces.Count > 0)
        {
            packed["$namespaces"] = namespaces;
        }

        foreach (var (name, value) in document.IsGraph ? header : [])
        {
            packed[name] = value;
        }

        JsonArray graph = [.. _packed.Select(one => one.Process)];
        CwlTypeNames.Give(graph);
        packed["$graph"] = graph;
        return new(packed, "#" + _ids[entry]);
    }

    private static KeyValuePair<string, JsonNode?> Copy(KeyValuePair<string, JsonNode?> member) => new(member.Key, member.Value?.DeepClone());
}
