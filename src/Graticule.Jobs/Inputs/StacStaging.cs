using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Graticule.Jobs.Inputs;

/// <summary>
/// Brings the items that a STAC document is or leads to into a folder, each with its assets in a folder of its own, and writes a
/// <c>catalog.json</c> over them. Links inside are relative, so that the folder means the same wherever it lies.
/// </summary>
internal sealed class StacStaging(InputFetcher fetcher, FolderLimits limits, string folder, Action<StagedInput> fetched, string pointer)
{
    private const int Parallel = 4;
    private const int MostFaults = 50;

    private readonly ConcurrentQueue<(ProblemKind Kind, string Message)> _faults = new();
    private readonly List<StacDocument> _items = [];
    private readonly LocalNames _names = new();
    private int _documents;
    private long _bytes;

    /// <summary>Stages what lies at an address.</summary>
    public async Task StageAsync(Uri address, CancellationToken cancellationToken)
    {
        var root = await FetchAsync(address, cancellationToken);
        await StageAsync(root, cancellationToken);
    }

    /// <summary>Stages a document of the store; its links must be absolute.</summary>
    public async Task StageAsync(Job job, string key, Action<Job, string, string> link, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, ".document");
        link(job, key, path);
        await StageAsync(await ReadAsync(path, address: null, cancellationToken), cancellationToken);
    }

    private async Task StageAsync(StacDocument root, CancellationToken cancellationToken)
    {
        await CollectAsync(root, cancellationToken);
        if (_items.Count == 0 && _faults.IsEmpty)
        {
            Add(ProblemKind.InvalidInput, "it leads to no items");
        }

        List<(string Folder, StacItem Item)> staged = [];
        foreach (var item in _items)
        {
            var name = _names.Take(item.Id ?? "item");
            staged.Add((name, StacItem.Of(item, Path.Combine(folder, name), Add)));
        }

        if (staged.Sum(one => one.Item.Assets.Count) is var count && count > limits.MaxFiles)
        {
            Add(ProblemKind.TooLarge, $"its items have {count} assets, more than the {limits.MaxFiles} that one input may bring");
        }

        ThrowFaults();
        using var slots = new SemaphoreSlim(Parallel);
        await Task.WhenAll(staged.SelectMany(one => one.Item.Assets, (one, asset) => FetchAssetAsync(one.Item.Id, asset, slots, cancellationToken)));
        ThrowFaults();
        foreach (var (name, item) in staged)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name, name + ".json"), item.Json.ToJsonString(), cancellationToken);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "catalog.json"), Catalog(root, staged).ToJsonString(), cancellationToken);
    }

    private static JsonObject Catalog(StacDocument root, List<(string Folder, StacItem Item)> staged)
    {
        JsonArray links = [new JsonObject { ["rel"] = "root", ["href"] = "./catalog.json", ["type"] = "application/json" }];
        foreach (var (name, _) in staged)
        {
            links.Add((JsonNode)new JsonObject { ["rel"] = "item", ["href"] = $"./{name}/{name}.json", ["type"] = "application/geo+json" });
        }

        return new()
        {
            ["type"] = "Catalog",
            ["stac_version"] = StacDocument.Text(root.Json["stac_version"]) ?? "1.0.0",
            ["id"] = root.Id ?? "input",
            ["description"] = StacDocument.Text(root.Json["description"]) is { Length: > 0 } text ? text : "Input of a job",
            ["links"] = links,
        };
    }

    /// <summary>Follows catalogs and collections down to their items, each address once.</summary>
    private async Task CollectAsync(StacDocument root, CancellationToken cancellationToken)
    {
        HashSet<string> seen = new(StringComparer.Ordinal) { root.Address?.AbsoluteUri ?? "" };
        Queue<StacDocument> open = new([root]);
        while (open.TryDequeue(out var document) && _faults.Count < MostFaults)
        {
            switch (document.Type)
            {
                case "Feature":
                    _items.Add(document);
                    break;
                case "FeatureCollection":
                    _items.AddRange((document.Json["features"] as JsonArray ?? []).OfType<JsonObject>().Select(feature => new StacDocument(feature, document.Address)));
                    break;
                default:
                    await FollowAsync(document, seen, open, cancellationToken);
                    break;
            }
        }
    }

    private async Task FollowAsync(StacDocument document, HashSet<string> seen, Queue<StacDocument> open, CancellationToken cancellationToken)
    {
        foreach (var (href, _) in document.Links("item", "child"))
        {
            if (document.Resolve(href) is not { } address)
            {
                Add(ProblemKind.InvalidInput, $"the link '{href}' of '{document.Id}' is relative, and the document has no address of its own");
                continue;
            }

            if (!seen.Add(address.AbsoluteUri))
            {
                continue;
            }

            try
            {
                open.Enqueue(await FetchAsync(address, cancellationToken));
            }
            catch (ProblemException exception) when (_faults.Count < MostFaults && exception.Problem.Kind != ProblemKind.TooLarge)
            {
                Add(exception.Problem.Kind, $"'{address}', which '{document.Id}' links to: {exception.Message}");
            }
        }
    }

    private async Task<StacDocument> FetchAsync(Uri address, CancellationToken cancellationToken)
    {
        if (++_documents > limits.MaxDocuments)
        {
            throw new ProblemException(ProblemKind.TooLarge, $"It leads to more than {limits.MaxDocuments} documents; give a smaller catalog, or the items that are meant.");
        }

        var path = Path.Combine(folder, ".document");
        await fetcher.FetchAsync(address, path, cancellationToken);
        return await ReadAsync(path, address, cancellationToken);
    }

    private async Task<StacDocument> ReadAsync(string path, Uri? address, CancellationToken cancellationToken)
    {
        try
        {
            return new FileInfo(path).Length <= limits.MaxDocumentBytes
                ? StacDocument.Read(await File.ReadAllBytesAsync(path, cancellationToken), address)
                : throw new ProblemException(ProblemKind.TooLarge, $"The document is larger than {limits.MaxDocumentBytes >> 20} MiB, the most that one may have.");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task FetchAssetAsync(string item, StacAsset asset, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            if (_faults.Count >= MostFaults || Interlocked.Read(ref _bytes) > limits.MaxBytes)
            {
                return;
            }

            var content = await fetcher.FetchAsync(asset.Address, asset.Path, cancellationToken);
            fetched(new($"{pointer}/{item}/assets/{asset.Name}", content.Sha256, content.Length));
            if (Interlocked.Add(ref _bytes, new FileInfo(asset.Path).Length) > limits.MaxBytes)
            {
                Add(ProblemKind.TooLarge, $"its files are more than {limits.MaxBytes >> 20} MiB, the most that one input may bring");
            }
        }
        catch (ProblemException exception)
        {
            Add(exception.Problem.Kind, $"the asset '{asset.Name}' of the item '{item}', '{asset.Address}': {exception.Message}");
        }
        finally
        {
            slots.Release();
        }
    }

    private void Add(ProblemKind kind, string message) => _faults.Enqueue((kind, message));

    /// <summary>All that went wrong, at once. It is worth another try only if every fault is.</summary>
    private void ThrowFaults()
    {
        if (_faults.IsEmpty)
        {
            return;
        }

        var faults = _faults.Take(MostFaults).ToList();
        var kind = faults.Find(fault => fault.Kind != ProblemKind.Unavailable) is { Message: not null } lasting ? lasting.Kind : ProblemKind.Unavailable;
        throw new ProblemException(kind, $"The folder cannot be brought here: {string.Join("; ", faults.Select(fault => fault.Message))}.");
    }
}
