using System.Collections.Concurrent;

namespace Graticule.Raster.Ard;

/// <summary>
/// The registered files, as the last scan left them. What was replaced is read again by the next question; works without GDAL; safe from any
/// thread.
/// </summary>
/// <param name="folder">Where scans write; while it is absent nothing is registered.</param>
public sealed class ArdIndex(string folder)
{
    private readonly ConcurrentDictionary<string, (long Changed, long Length, ArdTile? Tile)> _known = new(StringComparer.Ordinal);

    public string Folder => folder;

    /// <summary>All tiles of which a part is registered, by region and name.</summary>
    public IReadOnlyList<ArdTile> List() =>
    [
        .. (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "??_??????.json") : [])
            .Select(Read).OfType<ArdTile>().OrderBy(tile => tile.Region, StringComparer.Ordinal).ThenBy(tile => tile.Column).ThenBy(tile => tile.Row),
    ];

    /// <summary>The regions of which something is registered.</summary>
    public IReadOnlyList<ArdGrid> Regions() =>
    [
        .. ArdGrid.All.Where(grid => Directory.Exists(folder) && Directory.EnumerateFiles(folder, $"{grid.Region}_??????.json").Any()),
    ];

    /// <summary>The region that a name means; without one, the first of which files are registered at a place, or any are, or CONUS.</summary>
    /// <returns>Null: there is no region of that name.</returns>
    public ArdGrid? GridAt(string? region, double x, double y)
    {
        if (region is not null)
        {
            return ArdGrid.Of(region);
        }

        var registered = Regions();
        return registered.FirstOrDefault(grid => Find(grid, grid.Tile(x, y)) is not null) ?? (registered.Count > 0 ? registered[0] : ArdGrid.Conus);
    }

    /// <summary>Null: nothing is registered of this tile.</summary>
    public ArdTile? Find(ArdGrid grid, GridCell tile) => Read(ArdTile.PathOf(folder, grid.Region, tile));

    /// <summary>What was seen of a chip, by day, sensor and layer: of files of the same look the newest, of files side by side all.</summary>
    /// <param name="grid">Of the region.</param>
    /// <param name="chip">The chip's corner.</param>
    /// <param name="layers">Which of the layers.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">The first day that is not wanted any more; null: all.</param>
    public IReadOnlyList<ArdLook> Looks(ArdGrid grid, GridPoint chip, IReadOnlyCollection<ArdLayer> layers, DateOnly from, DateOnly? to)
    {
        if (Find(grid, grid.Tile(chip.X, chip.Y)) is not { } tile)
        {
            return [];
        }

        var wanted = layers.Select(layer => layer.Ubid).ToHashSet(StringComparer.Ordinal);
        var (first, last) = (from.DayNumber + 1, to is { } end ? end.DayNumber : int.MaxValue);
        return
        [
            .. tile.Files
                .Where(file => file.Day >= first && file.Day <= last && wanted.Contains(file.Ubid) && file.Covers(chip))
                .GroupBy(file => (file.Day, file.Ubid))
                .Select(look => new ArdLook(ArdLayers.Find(look.Key.Ubid)!, look.Key.Day, Newest(look)))
                .OrderBy(look => look.Day).ThenBy(look => look.Layer.Ubid, StringComparer.Ordinal),
        ];
    }

    /// <summary>Of files over the very same ground the newest one; the newest lie on top.</summary>
    private static ArdFile[] Newest(IEnumerable<ArdFile> files) =>
    [
        .. files.GroupBy(file => (file.Left, file.Top, file.Width, file.Height))
            .Select(same => same.OrderBy(file => file.Made).ThenBy(file => file.Path, StringComparer.Ordinal).Last())
            .OrderBy(file => file.Made).ThenBy(file => file.Path, StringComparer.Ordinal),
    ];

    private ArdTile? Read(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists)
        {
            _known.TryRemove(path, out _);
            return null;
        }

        var stamp = (file.LastWriteTimeUtc.Ticks, file.Length);
        if (!_known.TryGetValue(path, out var known) || (known.Changed, known.Length) != stamp)
        {
            known = (stamp.Ticks, stamp.Length, ArdTile.Read(path));
            _known[path] = known;
        }

        return known.Tile;
    }
}
