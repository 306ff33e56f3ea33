using System.Globalization;
using System.Text.Json;
using Graticule.Raster.Ard;

namespace Graticule.Server.Dialects.Lcmap.Chipmunk;

/// <summary>Which files are registered. Files are registered by the scan of the operator's folders alone; callers can ask for one now.</summary>
internal sealed class InventoryPages(ChipmunkParts parts)
{
    private const int MostListed = 100_000;

    /// <summary>Registered files by name, or by the name that the files of one look have in common.</summary>
    public Task FindAsync(HttpContext context)
    {
        var name = NameOf(context.Request.Query["source"].LastOrDefault() ?? context.Request.Query["url"].LastOrDefault());
        return SendAsync(context, StatusCodes.Status200OK, Find(name, context.Request.Query["only"].LastOrDefault()));
    }

    /// <summary>Registers what lies in the operator's folders under a name. Nothing is fetched, and no other folder is looked into.</summary>
    public async Task AddAsync(HttpContext context)
    {
        using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var name = NameOf(Member(document.RootElement, "source") ?? Member(document.RootElement, "url"));
        var only = Member(document.RootElement, "only");
        var found = Find(name, only);
        if (found.Count == 0 && parts.Scan is { } scan)
        {
            try
            {
                await scan(context.RequestAborted);
            }
            catch (IOException exception)
            {
                throw new ChipmunkException(exception.Message);
            }

            found = Find(name, only);
        }

        await (found.Count > 0
            ? SendAsync(context, StatusCodes.Status201Created, found)
            : throw new ChipmunkException($"'{ChipmunkQuery.Short(name)}' is none of the files in the folders that this server's operator registers; it fetches none."));
    }

    /// <summary>The files of which a part lies in a tile.</summary>
    public Task ListAsync(HttpContext context)
    {
        var tile = GridCell.Parse(context.Request.Query["tile"].LastOrDefault() ?? "") ?? throw new ChipmunkException("'tile' is missing or no tile; write six digits, such as 005003.");
        var region = context.Request.Query["region"].LastOrDefault();
        var files = parts.Index.Regions().Where(grid => region is null || ArdGrid.Of(region) == grid).SelectMany(grid => parts.Index.Find(grid, tile)?.Files ?? []);
        return SendAsync(context, StatusCodes.Status200OK, [.. files.Take(MostListed)]);
    }

    private List<ArdFile> Find(string name, string? only)
    {
        var wanted = only is null ? null : ArdLayers.Find(only);
        if (only is not null && wanted is null)
        {
            return [];
        }

        // The name says the tile; files that reach beyond theirs are in its list too.
        var cell = name.Length >= 14 ? GridCell.Parse(name.Substring(8, 6)) : null;
        var tile = cell is { } place && ArdGrid.Of(name.Substring(5, 2)) is { } grid ? parts.Index.Find(grid, place) : null;
        return
        [
            .. (tile?.Files ?? []).Where(file => file.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (wanted is null || file.Ubid == wanted.Ubid)),
        ];
    }

    /// <summary>The last part of an address or a path, without what names an archive.</summary>
    private static string NameOf(string? source)
    {
        var name = (source ?? "").TrimEnd('/');
        name = name[(name.LastIndexOf('/') + 1)..];
        foreach (var end in (string[])[".tar", "_SR", "_BT", "_QA"])
        {
            name = name.EndsWith(end, StringComparison.OrdinalIgnoreCase) ? name[..^end.Length] : name;
        }

        return name.Length is > 14 and < 200 ? name : throw new ChipmunkException("'source' is missing or no name of a file; write one such as LC08_CU_005003_20170411_20181119_C01_V01_SRB2.tif.");
    }

    private static string? Member(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Task SendAsync(HttpContext context, int status, IReadOnlyCollection<ArdFile> files) => ChipmunkWire.SendAsync(context, status, writer =>
    {
        writer.WriteStartArray();
        foreach (var file in files)
        {
            writer.WriteStartObject();
            writer.WriteString("source", file.Name);
            writer.WriteString("layer", file.Ubid);
            writer.WriteString("tile", ArdName.Parse(file.Name)?.Tile.Name);
            writer.WriteString("acquired", file.Acquired.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
