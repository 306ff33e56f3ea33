using System.Text;
using System.Text.RegularExpressions;

namespace Graticule.Raster.Catalog;

/// <summary>What to make an index of, and what it is to say. What is null stays as the index had it.</summary>
/// <param name="Folder">The folder of the files.</param>
public sealed record CollectionScanRequest(string Folder)
{
    /// <summary>Where the index goes; null: into the folder itself.</summary>
    public string? IndexFolder { get; init; }

    /// <summary>Null: as before, or as the folder's STAC collection says, or the folder's name.</summary>
    public string? Id { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    /// <summary>As SPDX names it.</summary>
    public string? License { get; init; }

    public IReadOnlyList<string>? Aliases { get; init; }

    /// <summary>When files were taken whose names say nothing of it.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Facts of bands that go before what is known of them otherwise.</summary>
    public IReadOnlyList<CollectionBand> Bands { get; init; } = [];

    /// <summary>A STAC document in the folder from which items are found; null: the folder's own, if it has one.</summary>
    public string? Document { get; init; }

    /// <summary>Numbers and texts that an item has as properties, by its id and time.</summary>
    internal Func<string, DateTimeOffset, IReadOnlyDictionary<string, object>>? Properties { get; init; }
}

/// <summary>What a scan found.</summary>
/// <param name="Collection">The collection as its index describes it now.</param>
/// <param name="FilesRead">Files that were opened.</param>
/// <param name="FilesKnown">Files that had not changed since the last scan.</param>
/// <param name="Skipped">Files that are no part of it, each with the reason.</param>
public sealed record CollectionScanReport(Collection Collection, int FilesRead, int FilesKnown, IReadOnlyList<string> Skipped);

/// <summary>Makes the index of a folder of rasters. Files that have not changed since the last scan are not opened again. Uses GDAL.</summary>
public static partial class CollectionScan
{
    internal const string FilesName = ".files.ndjson";

    private static readonly string[] Extensions = [".tif", ".tiff", ".nc", ".jp2"];

    /// <exception cref="CollectionException">There is nothing in the folder that a collection can be made of.</exception>
    public static CollectionScanReport Run(CollectionScanRequest request, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(request.Folder);
        if (!Directory.Exists(folder))
        {
            throw new CollectionException($"There is no folder '{request.Folder}'.");
        }

        var index = Path.GetFullPath(request.IndexFolder ?? folder);
        var previous = Collection.Read(index);
        var stac = request.Document is { } start ? StacFolder.Follow(folder, [Path.GetFullPath(start)]) : StacFolder.Read(folder);
        if (stac is not null && previous is null && index == folder && File.Exists(Path.Combine(folder, Collection.FileName)))
        {
            throw new CollectionException($"'{request.Folder}' has a STAC collection of its own, which is not to be overwritten: say with --to where the index goes.");
        }

        FileReading reading = new(folder, Path.Combine(index, FilesName));
        var hrefs = stac?.Items.SelectMany(item => item.Assets.Select(asset => asset.Href)).Distinct(StringComparer.Ordinal).ToList() ?? Rasters(folder);
        var files = hrefs.SelectMany(href => reading.Facts(href, cancellationToken)).ToList();
        var skipped = files.Where(file => file.Problem is not null).Select(file => file.Problem!).ToList();
        var usable = files.Where(file => file.Problem is null).ToList();
        var items = stac is null ? FolderLayout.Items(usable, request.Time, skipped) : stac.ToItems(usable);
        if (items.Count == 0)
        {
            throw new CollectionException(
                $"'{request.Folder}' holds no raster with a date in its name ({string.Join(", ", Extensions)}), no NetCDF file with times and no STAC items."
                + (skipped.Count > 0 ? $" Left out: {string.Join("; ", skipped.Take(3))}" : ""));
        }

        var id = request.Id ?? previous?.Id ?? stac?.Document?["id"].Text() ?? Unfit().Replace(Path.GetFileName(folder.TrimEnd('/')), "_");
        if (!Fit().IsMatch(id))
        {
            throw new CollectionException($"The id '{id}' must consist of letters, digits and -._~ only.");
        }

        new CollectionIndex(request, id, previous, stac?.Document).Write(index, folder, items);
        reading.Save();
        return new(Collection.Read(index)!, reading.Opened, reading.Known, skipped);
    }

    private static List<string> Rasters(string folder)
    {
        EnumerationOptions options = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint };
        return [.. Directory.EnumerateFiles(folder, "*", options)
            .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Select(file => Path.GetRelativePath(folder, file))
            .Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"^[\w\-.~]+\z", RegexOptions.CultureInvariant | RegexOptions.ECMAScript, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fit();

    [GeneratedRegex(@"[^\w\-.~]", RegexOptions.CultureInvariant | RegexOptions.ECMAScript, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unfit();

    /// <summary>Facts of files: of those that have not changed as they were kept.</summary>
    private sealed class FileReading(string folder, string kept)
    {
        private readonly ILookup<string, FileFacts> _before =
            (File.Exists(kept) ? File.ReadLines(kept) : []).Select(FileFacts.FromLine).OfType<FileFacts>().ToLookup(file => file.Href, StringComparer.Ordinal);

        private readonly List<FileFacts> _now = [];

        internal int Opened { get; private set; }

        internal int Known { get; private set; }

        internal List<FileFacts> Facts(string href, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            FileInfo info = new(Path.Combine(folder, href));
            var before = _before[href].Where(file => file.Size == info.Length && file.Changed == info.LastWriteTimeUtc.Ticks).ToList();
            (Opened, Known) = before.Count == 0 ? (Opened + 1, Known) : (Opened, Known + 1);
            var facts = before.Count == 0 ? FileFacts.Read(folder, href).ToList() : before;
            _now.AddRange(facts);
            return facts;
        }

        internal void Save() => Texts.Replace(kept, string.Concat(_now.Select(file => file.ToLine() + "\n")));
    }
}

/// <summary>No collection can be made or found; the message says why and what would be right.</summary>
public sealed class CollectionException(string message) : Exception(message);

/// <summary>Writes texts whole or not at all.</summary>
internal static class Texts
{
    internal static void Replace(string path, string text)
    {
        var partial = path + ".partial";
        File.WriteAllText(partial, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(partial, path, overwrite: true);
    }
}
