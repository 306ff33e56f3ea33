using System.Collections.Concurrent;

namespace Graticule.Raster.Observations;

/// <summary>
/// The registered data sets of observations, as the last scan left them. An index that was replaced is read again by the next question;
/// works without GDAL; safe from any thread.
/// </summary>
/// <param name="indexFolder">Where scans write; while it is absent there are no data sets.</param>
public sealed class DatasetCatalog(string indexFolder)
{
    private readonly ConcurrentDictionary<string, (Stamp Stamp, ObservationDataset? Dataset)> _known = new(StringComparer.Ordinal);

    /// <summary>All data sets of which a file can be read, by id.</summary>
    public IReadOnlyList<ObservationDataset> List() =>
        [.. Folders().Select(Read).OfType<ObservationDataset>().OrderBy(dataset => dataset.Id, StringComparer.Ordinal)];

    /// <summary>Null: there is none of that id, or none of its files can be read.</summary>
    public ObservationDataset? Find(string id) => id.Length > 0 && Read(DatasetIndex.FolderOf(indexFolder, id)) is { } dataset && dataset.Id == id ? dataset : null;

    private IEnumerable<string> Folders() => Directory.Exists(indexFolder) ? Directory.EnumerateDirectories(indexFolder) : [];

    private ObservationDataset? Read(string folder)
    {
        var stamp = Stamp.Of(folder);
        if (stamp == default)
        {
            _known.TryRemove(folder, out _);
            return null;
        }

        if (!_known.TryGetValue(folder, out var known) || known.Stamp != stamp)
        {
            known = (stamp, DatasetIndex.Read(folder)?.Dataset is { Granules.Count: > 0 } dataset ? dataset : null);
            _known[folder] = known;
        }

        return known.Dataset;
    }

    private readonly record struct Stamp(long Changed, long Length)
    {
        internal static Stamp Of(string folder)
        {
            FileInfo file = new(Path.Combine(folder, DatasetIndex.FileName));
            return file.Exists ? new(file.LastWriteTimeUtc.Ticks, file.Length) : default;
        }
    }
}
