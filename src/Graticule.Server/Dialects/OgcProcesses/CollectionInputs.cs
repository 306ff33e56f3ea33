using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Files;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>
/// Turns a collection into values of an input: the files of its assets that fit; where an area or a derived field is wanted, what the
/// processes <c>subset</c> and <c>band-math</c> make of each.
/// </summary>
internal sealed class CollectionInputs(IFileStore files)
{
    private const string Geotiff = "image/tiff";

    /// <summary>At least one value, or a fault.</summary>
    public async Task<IReadOnlyList<JsonNode>> FindAsync(CollectionRequest request, Parameter input, string pointer, List<Fault> faults, CancellationToken cancellationToken)
    {
        if (await ReadAsync(request.Id, cancellationToken) is not { } collection)
        {
            faults.Add(new(pointer + "/collection", $"There is no collection '{request.Id}'."));
            return [];
        }

        var assets = collection["assets"] as JsonObject ?? [];
        foreach (var unknown in request.Assets.Where(name => !assets.ContainsKey(name)))
        {
            faults.Add(new(pointer + "/assets", $"The collection '{request.Id}' has no asset '{unknown}'; it has: {string.Join(", ", assets.Select(asset => asset.Key))}."));
        }

        var chosen = assets.Where(asset => asset.Value is JsonObject found && IsWanted(request, input, asset.Key, found)).ToList();
        if (chosen.Count == 0)
        {
            faults.Add(new(pointer, $"No asset of the collection '{request.Id}' is left that the input '{input.Name}' takes ({string.Join(", ", input.MediaTypes)}) at that time."));
        }
        else if (chosen.Count > 1 && !input.IsList)
        {
            faults.Add(new(pointer, $"The input '{input.Name}' takes one file and {chosen.Count} assets fit; choose one by 'assets': {string.Join(", ", chosen.Select(asset => asset.Key))}."));
        }
        else
        {
            return [.. chosen.Select(asset => Value(request, (JsonObject)asset.Value!)).OfType<JsonNode>()];
        }

        return [];
    }

    private static bool IsWanted(CollectionRequest request, Parameter input, string name, JsonObject asset)
    {
        var type = AcceptHeader.Essence((string?)asset["type"] ?? "").ToString();
        var time = TimeOf(asset);
        return (request.Assets.Count == 0 || request.Assets.Contains(name, StringComparer.Ordinal))
            && input.MediaTypes.Any(known => AcceptHeader.Essence(known).Equals(type, StringComparison.OrdinalIgnoreCase))
            && (request.From is null || time >= request.From)
            && (request.To is null || time <= request.To);
    }

    private static DateTimeOffset? TimeOf(JsonObject asset) =>
        (string?)(asset["datetime"] ?? asset["start_datetime"]) is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    private JsonNode? Value(CollectionRequest request, JsonObject asset)
    {
        var key = FileNames.CollectionKey(request.Id, (string?)asset["href"] ?? "");
        if (key is null || files.FindPath(key) is null)
        {
            return null;
        }

        JsonNode value = new InputReference(Href: null, key, (string?)asset["type"] ?? Geotiff).Write();
        if (request.Area is { } area)
        {
            value = new NestedCall("subset", new() { ["image"] = value, ["bbox"] = area.DeepClone() }, "out").Write();
        }

        return request.Formula is { } formula
            ? new NestedCall("band-math", new() { ["il"] = new JsonArray(value), ["exp"] = formula }, "out").Write()
            : value;
    }

    private async Task<JsonObject?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        await using var stream = await files.OpenAsync(FileNames.CollectionKey(id, "collection.json")!, cancellationToken);
        try
        {
            return stream is null ? null : await JsonNode.ParseAsync(stream, cancellationToken: cancellationToken) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
