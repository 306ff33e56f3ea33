using System.Collections.Concurrent;

namespace Graticule.Raster.Catalog;

/// <summary>
/// The collections of some folders: each folder is a collection, or has collections in folders of its own. A changed index is read again.
/// Works without GDAL; safe from any thread.
/// </summary>
/// <param name="folders">Where to look; those that are absent count as empty. Earlier folders go before later ones where ids meet.</param>
public sealed class CollectionCatalog(IEnumerable<string> folders)
{
    private readonly IReadOnlyList<string> _folders = [.. folders];
    private readonly ConcurrentDictionary<string, (IndexStamp Stamp, Collection? Collection)> _known = new(StringComparer.Ordinal);

    /// <summary>All collections, by id.</summary>
    public IReadOnlyList<Collection> List() =>
        [.. Places().Select(Read).OfType<Collection>().DistinctBy(collection => collection.Id, StringComparer.Ordinal).OrderBy(collection => collection.Id, StringComparer.Ordinal)];

    /// <summary>The collection of that id, or else the one that has it as an alias; null if there is none.</summary>
    public Collection? Find(string id)
    {
        var all = List();
        return all.FirstOrDefault(collection => collection.Id == id)
            ?? all.FirstOrDefault(collection => collection.Aliases.Contains(id, StringComparer.Ordinal));
    }

    /// <summary>All collections, each with a text that changes when its index does.</summary>
    public IEnumerable<(Collection Collection, string State)> ListStates() =>
        Places().Select(place => (Collection: Read(place), State: IndexStamp.Of(place).ToString())).Where(known => known.Collection is not null).Select(known => (known.Collection!, known.State));

    private IEnumerable<string> Places() => _folders.Where(Directory.Exists).SelectMany(folder => (IEnumerable<string>)
        [folder, .. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)]);

    private Collection? Read(string folder)
    {
        var stamp = IndexStamp.Of(folder);
        if (!_known.TryGetValue(folder, out var known) || known.Stamp != stamp)
        {
            known = (stamp, stamp == default ? null : Collection.Read(folder));
            _known[folder] = known;
        }

        return known.Collection;
    }

    private readonly record struct IndexStamp(long Changed, long Length, long ItemsChanged, long ItemsLength)
    {
        internal static IndexStamp Of(string folder)
        {
            var (collection, items) = (new FileInfo(Path.Combine(folder, Collection.FileName)), new FileInfo(Path.Combine(folder, Collection.ItemsName)));
            return collection.Exists && items.Exists
                ? new(collection.LastWriteTimeUtc.Ticks, collection.Length, items.LastWriteTimeUtc.Ticks, items.Length)
                : default;
        }
    }
}
