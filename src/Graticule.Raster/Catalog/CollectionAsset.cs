using System.Text.Json.Nodes;
using Graticule.Raster.Cubes;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Catalog;

/// <summary>A file of an item.</summary>
/// <param name="Key">Unique in its item.</param>
/// <param name="Href">Path below the collection's folder, with slashes.</param>
/// <param name="Bands">What it holds.</param>
public sealed record CollectionAsset(string Key, string Href, IReadOnlyList<AssetBand> Bands)
{
    /// <summary>What is written of the bands.</summary>
    internal IReadOnlyList<CollectionBand> Facts { get; init; } = [];

    /// <summary>Where its pixels lie; null if that is not written down, and the file itself must be asked.</summary>
    public Grid? Grid { get; init; }

    /// <summary>The tiles in which it is compressed, in pixels; (0, 0) if that is not written down.</summary>
    public (int Width, int Height) Tile { get; init; }

    /// <summary>Length of the file when it was read, in bytes; 0 if that is not written down.</summary>
    public long Size { get; init; }

    /// <summary>Variable of a NetCDF file with several of them.</summary>
    public string? Variable { get; init; }

    internal const string NumberMember = "graticule:band";
    internal const string VariableMember = "graticule:variable";
    internal const string TileMember = "graticule:tile";

    /// <summary>Null for an asset that holds no bands.</summary>
    internal static CollectionAsset? Read(string key, JsonObject asset, JsonObject? properties)
    {
        if (asset["href"].Text() is not { } href || !IsRaster(asset, href))
        {
            return null;
        }

        var bands = (asset["bands"] ?? asset["eo:bands"] ?? asset["raster:bands"]).Objects().ToList();
        var tile = asset[TileMember].Numbers();
        return new(key, href, bands.Count == 0 ? [AssetBand.Read([], asset, key, 1)] : [.. bands.Select((band, index) => AssetBand.Read(band, asset, bands.Count == 1 ? key : $"{key}_{index + 1}", index + 1))])
        {
            Facts = [.. bands.Select(CollectionBand.Read).OfType<CollectionBand>()],
            Grid = StacGrid.Read(asset, properties),
            Tile = tile is [var width, var height] ? ((int)width, (int)height) : default,
            Size = (long)(asset["file:size"].Number() ?? 0),
            Variable = asset[VariableMember].Text(),
        };
    }

    private static bool IsRaster(JsonObject asset, string href)
    {
        var roles = asset["roles"].Texts().ToList();
        var type = asset["type"].Text() ?? "";
        return !roles.Exists(role => role is "metadata" or "thumbnail" or "overview")
            && (roles.Contains("data", StringComparer.Ordinal) || asset["bands"] is not null || asset["eo:bands"] is not null
                || type.StartsWith("image/tiff", StringComparison.Ordinal) || type is "image/jp2" or "application/netcdf" or "application/x-netcdf"
                || Path.GetExtension(href).ToLowerInvariant() is ".tif" or ".tiff" or ".jp2" or ".nc");
    }
}

/// <summary>A band of a file.</summary>
/// <param name="Name">The collection's name of the band.</param>
/// <param name="Number">GDAL's number, from 1.</param>
public sealed record AssetBand(string Name, int Number)
{
    public PixelType? Type { get; init; }

    public double? NoData { get; init; }

    internal static AssetBand Read(JsonObject band, JsonObject asset, string otherwise, int number) =>
        new(band["name"].Text() ?? otherwise, band[CollectionAsset.NumberMember].Integer() ?? number)
        {
            Type = SampleTypes.Find((band["data_type"] ?? asset["data_type"]).Text()),
            NoData = (band["nodata"] ?? asset["nodata"]).Number(),
        };
}
