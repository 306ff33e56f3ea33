using System.Text.Json.Nodes;

namespace Graticule.Raster.Catalog;

/// <summary>An item that a scan found.</summary>
/// <param name="Id">Unique in its collection.</param>
/// <param name="Time">When it was taken.</param>
/// <param name="Assets">Its files, at least one.</param>
internal sealed record ScannedItem(string Id, DateTimeOffset Time, IReadOnlyList<ScannedAsset> Assets)
{
    /// <summary>What is known of it besides its time.</summary>
    internal JsonObject Properties { get; init; } = [];
}

/// <summary>A file of an item.</summary>
/// <param name="Key">Unique in its item.</param>
/// <param name="File">What the file says.</param>
/// <param name="Bands">Which of the file's bands belong to the item, under which names.</param>
internal sealed record ScannedAsset(string Key, FileFacts File, IReadOnlyList<AssetBand> Bands)
{
    /// <summary>What is known of the bands, by name.</summary>
    internal IReadOnlyList<CollectionBand> Facts { get; init; } = [];

    internal static AssetBand Band(FileFacts file, int number, string name) =>
        new(name, number) { Type = file.Bands[number - 1].Type, NoData = file.Bands[number - 1].NoData };
}
