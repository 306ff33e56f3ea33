using System.Text;
using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>
/// Fetches what a document names, each address once, and writes it out in place: <c>$import</c> and <c>$include</c> (Semantic Annotations
/// for Linked Avro Data 1.2, 2.8 and 2.9). References in <c>run</c> become absolute, because what holds them may be moved elsewhere.
/// </summary>
internal sealed class CwlImports(IPackageSource source, CwlLimits limits, CwlFaults faults)
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>?> _fetched = new(StringComparer.Ordinal);
    private int _fetches;
    private long _bytes;
    private int _nodes;

    /// <summary>The document at an address with all its imports written out. Null after a fault.</summary>
    /// <param name="address">Without a fragment.</param>
    /// <param name="place">Pointer to where it is asked for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<JsonNode?> LoadAsync(Uri address, string place, CancellationToken cancellationToken) =>
        await FetchAsync(address, place, cancellationToken) is { } body && CwlReader.Read(body, "", limits, faults, place) is { } root
            ? await ExpandAsync(root, address, place, cancellationToken)
            : null;

    /// <summary>A tree that was read from an address, with all its imports written out.</summary>
    public async Task<JsonNode?> ExpandAsync(JsonNode root, Uri address, string place, CancellationToken cancellationToken)
    {
        faults.Put(root, place);
        return await WriteOutAsync(root, new(address, address.AbsoluteUri, null), 0, cancellationToken);
    }

    private async Task<JsonNode?> WriteOutAsync(JsonNode? node, Origin origin, int depth, CancellationToken cancellationToken)
    {
        if (++_nodes > limits.MaxNodes || depth > limits.MaxDepth)
        {
            faults.Add("", $"With its imports written out, the document has more than {limits.MaxNodes} values or {limits.MaxDepth} levels.");
            return null;
        }

        switch (node)
        {
            case JsonObject map when map["$import"].IsText(out var target):
                return await ImportAsync(map, target, origin, depth, cancellationToken);
            case JsonObject map when map["$include"].IsText(out var target):
                return await IncludeAsync(map, target, origin, cancellationToken);
            case JsonObject map:
                await WriteOutMapAsync(map, origin, depth, cancellationToken);
                return map;
            case JsonArray list:
                return await WriteOutListAsync(list, origin, depth, cancellationToken);
            default:
                return node;
        }
    }

    private async Task WriteOutMapAsync(JsonObject map, Origin origin, int depth, CancellationToken cancellationToken)
    {
        foreach (var name in map.Select(member => member.Key).Where(name => name != "default").ToList())
        {
            var value = map[name];
            if (name == "run" && value.IsText(out var run) && Absolute(run, origin.Address, value!) is { } target)
            {
                Replace(map, name, value!, JsonValue.Create(target.AbsoluteUri));
            }
            else if (value is JsonObject or JsonArray)
            {
                var written = await WriteOutAsync(value, origin, depth + 1, cancellationToken);
                if (!ReferenceEquals(written, value))
                {
                    Replace(map, name, value, written);
                }
            }
        }
    }

    private void Replace(JsonObject map, string name, JsonNode old, JsonNode? fresh)
    {
        var place = faults.PlaceOf(old);
        map[name] = fresh;
        if (fresh is not null)
        {
            faults.Put(fresh, place);
        }
    }

    /// <summary>A list that is imported as an item of a list lends it its items.</summary>
    private async Task<JsonArray> WriteOutListAsync(JsonArray list, Origin origin, int depth, CancellationToken cancellationToken)
    {
        JsonArray made = [];
        faults.Put(made, faults.PlaceOf(list));
        foreach (var item in faults.TakeAll(list))
        {
            var written = await WriteOutAsync(item, origin, depth + 1, cancellationToken);
            if (written is JsonArray several && !ReferenceEquals(written, item) && item is JsonObject)
            {
                foreach (var one in faults.TakeAll(several))
                {
                    made.Add(one);
                }
            }
            else
            {
                made.Add(written);
                if (written is not null && item is not null)
                {
                    faults.Put(written, faults.PlaceOf(item));
                }
            }
        }

        return made;
    }

    private async Task<JsonNode?> ImportAsync(JsonObject map, string target, Origin origin, int depth, CancellationToken cancellationToken)
    {
        if (Absolute(target, origin.Address, map) is not { } address)
        {
            return null;
        }

        var (document, fragment) = CwlNames.Split(address);
        if (origin.Has(document.AbsoluteUri))
        {
            faults.Add(map, $"'{target}' imports itself, directly or through others.");
            return null;
        }

        var place = faults.PlaceOf(map);
        if (await FetchAsync(document, place, cancellationToken) is not { } body || CwlReader.Read(body, "", limits, faults, place) is not { } root)
        {
            return null;
        }

        if (CwlParts.Find(root, fragment) is not { } part)
        {
            faults.Add(map, $"'{document}' holds nothing of the name '{fragment}'.");
            return null;
        }

        var copy = part.DeepClone();
        faults.Put(copy, place);
        CwlParts.NameTypes(copy, document);
        CwlParts.GiveVersion(copy, root);
        return await WriteOutAsync(copy, new(document, document.AbsoluteUri, origin), depth, cancellationToken);
    }

    private async Task<JsonNode?> IncludeAsync(JsonObject map, string target, Origin origin, CancellationToken cancellationToken)
    {
        if (Absolute(target, origin.Address, map) is not { } address
            || await FetchAsync(address, faults.PlaceOf(map), cancellationToken) is not { } body)
        {
            return null;
        }

        return JsonValue.Create(Encoding.UTF8.GetString(body.Span));
    }

    private Uri? Absolute(string reference, Uri address, JsonNode node)
    {
        if (Uri.TryCreate(address, reference, out var absolute))
        {
            return absolute;
        }

        faults.Add(node, $"'{reference}' is no address.");
        return null;
    }

    private async Task<ReadOnlyMemory<byte>?> FetchAsync(Uri address, string place, CancellationToken cancellationToken)
    {
        if (CwlSchemas.Find(address) is { } known)
        {
            return known;
        }

        if (address.Scheme is not ("http" or "https"))
        {
            faults.Add(place, address.Scheme == CwlNames.NoAddress.Scheme
                ? $"'{address.AbsolutePath.TrimStart('/')}' lies beside the document, but the document came without its address. Deploy it by its address, or send it packed in one text with '$graph'."
                : $"'{address}' cannot be read: only http and https addresses are.");
            return null;
        }

        if (_fetched.TryGetValue(address.AbsoluteUri, out var earlier))
        {
            return earlier;
        }

        var body = await FetchNewAsync(address, place, cancellationToken);
        _fetched[address.AbsoluteUri] = body;
        return body;
    }

    private async Task<ReadOnlyMemory<byte>?> FetchNewAsync(Uri address, string place, CancellationToken cancellationToken)
    {
        if (++_fetches > limits.MaxImports)
        {
            faults.Add(place, $"The package is made of more than {limits.MaxImports} documents.");
            return null;
        }

        try
        {
            var body = await source.FetchAsync(address, cancellationToken);
            _bytes += body.Length;
            if (_bytes <= limits.MaxTotalBytes)
            {
                return body;
            }

            faults.Add(place, $"The package is made of more than {limits.MaxTotalBytes} bytes.");
        }
        catch (ProblemException exception)
        {
            faults.Add(place, $"'{address}' cannot be read: {exception.Message}");
        }

        return null;
    }

    /// <summary>The document that a node comes from, and the documents that led to it.</summary>
    private sealed record Origin(Uri Address, string Text, Origin? Above)
    {
        public bool Has(string text) => Text == text || (Above?.Has(text) ?? false);
    }
}
