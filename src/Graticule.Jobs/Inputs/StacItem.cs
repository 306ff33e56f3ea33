using System.Text.Json.Nodes;

namespace Graticule.Jobs.Inputs;

/// <summary>A STAC item as it will lie in a folder: links to its own files are relative, all others absolute.</summary>
/// <param name="Id">Its id, for messages.</param>
/// <param name="Json">The item.</param>
/// <param name="Assets">The files that it has.</param>
internal sealed record StacItem(string Id, JsonObject Json, IReadOnlyList<StacAsset> Assets)
{
    /// <summary>Links that the folder answers itself, or that would lead out of it.</summary>
    private static readonly string[] Replaced = ["root", "parent", "self", "item", "child", "collection"];

    /// <param name="document">The item as it came.</param>
    /// <param name="folder">Where it will lie; made here.</param>
    /// <param name="refuse">Told of each asset that cannot be fetched.</param>
    public static StacItem Of(StacDocument document, string folder, Action<ProblemKind, string> refuse)
    {
        Directory.CreateDirectory(folder);
        var (json, id, names) = ((JsonObject)document.Json.DeepClone(), document.Id ?? "item", new LocalNames());
        names.Take(Path.GetFileName(folder) + ".json");
        List<StacAsset> assets = [];
        foreach (var (name, value) in json["assets"] as JsonObject ?? [])
        {
            if (value is not JsonObject asset || StacDocument.Text(asset["href"]) is not { Length: > 0 } href)
            {
                refuse(ProblemKind.InvalidInput, $"the asset '{name}' of the item '{id}' has no 'href'");
            }
            else if (document.Resolve(href) is not { } address)
            {
                refuse(ProblemKind.InvalidInput, $"the asset '{name}' of the item '{id}' has the relative address '{href}', and the item has none of its own; give a whole one");
            }
            else
            {
                var file = names.Take(Uri.UnescapeDataString(address.AbsolutePath[(address.AbsolutePath.LastIndexOf('/') + 1)..]) is { Length: > 0 } last ? last : name);
                asset["href"] = "./" + file;
                assets.Add(new(name, address, Path.Combine(folder, file)));
            }
        }

        json["links"] = Links(document);
        return new(id, json, assets);
    }

    private static JsonArray Links(StacDocument document)
    {
        JsonArray links =
        [
            new JsonObject { ["rel"] = "root", ["href"] = "../catalog.json", ["type"] = "application/json" },
            new JsonObject { ["rel"] = "parent", ["href"] = "../catalog.json", ["type"] = "application/json" },
        ];
        foreach (var link in (document.Json["links"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (!Replaced.Contains(StacDocument.Text(link["rel"]), StringComparer.Ordinal)
                && StacDocument.Text(link["href"]) is { } href && document.Resolve(href) is { } address)
            {
                var kept = (JsonObject)link.DeepClone();
                kept["href"] = address.AbsoluteUri;
                links.Add((JsonNode)kept);
            }
        }

        return links;
    }
}

/// <summary>One file of an item.</summary>
/// <param name="Name">Its key among the item's assets.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Path">Where it will be.</param>
internal sealed record StacAsset(string Name, Uri Address, string Path);
