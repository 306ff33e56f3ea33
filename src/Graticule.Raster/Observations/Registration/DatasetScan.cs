using System.IO.Enumeration;

namespace Graticule.Raster.Observations.Registration;

/// <summary>
/// Makes the indexes of all data sets that an operator names. Files that have not changed since the last scan are not opened again; a file
/// that cannot be read is named, and the others are served. Uses GDAL.
/// </summary>
public static class DatasetScan
{
    private static readonly string[] OwnNames = [DatasetIndex.FileName, "*" + PointTables.Extension, ".*.part", ".*.partc", ".*.partial"];

    /// <param name="paths">Configuration files, and folders of dropped files.</param>
    /// <param name="indexFolder">Where the indexes go; made when it is not there. What is in it of data sets that are not named any more is removed.</param>
    /// <param name="threads">Files that are read at once.</param>
    /// <param name="cancellationToken">Ends the scan; what it has read is kept.</param>
    public static DatasetScanReport Run(IReadOnlyList<string> paths, string indexFolder, int threads, CancellationToken cancellationToken) =>
        Run(paths, indexFolder, threads, FileReading.Read, cancellationToken);

    /// <inheritdoc cref="Run(IReadOnlyList{string}, string, int, CancellationToken)"/>
    internal static DatasetScanReport Run(IReadOnlyList<string> paths, string indexFolder, int threads, ReadFile read, CancellationToken cancellationToken)
    {
        var index = Path.GetFullPath(indexFolder);
        using var turn = ScanLock.Take(index, cancellationToken);
        var configuration = DatasetSources.Read(paths);
        var folders = DatasetTree.FoldersOf(configuration.Sources);
        List<RefusedSource> refused = [.. configuration.Refused];
        List<RefusedSource> notes = [.. configuration.Notes];
        List<ScannedDataset> scanned = [];
        List<string> kept = [];
        foreach (var source in configuration.Sources)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SourceScan scan = new(source, DatasetIndex.FolderOf(index, source.Id), read);
            var (files, fault) = DatasetTree.Find(source, folders);
            if (fault is not null)
            {
                refused.Add(new(source.Id, fault));
                scan.Sleep();
                kept.Add(source.Id);
            }
            else if (scan.Run(files, threads, cancellationToken) is { } found)
            {
                scanned.Add(found);
                kept.Add(source.Id);
            }
            else
            {
                notes.Add(new(source.Id, $"No file of it is at '{source.Path}' yet."));
            }
        }

        Forget(index, kept, configuration.Unread);
        return new(scanned, refused, notes, configuration.Unread);
    }

    /// <summary>Removes the data sets that nothing names any more, but none of those whose configuration cannot be read at present.</summary>
    private static void Forget(string index, List<string> kept, IReadOnlyList<string> unread)
    {
        var folders = kept.Select(id => DatasetIndex.FolderOf(index, id)).ToHashSet(StringComparer.Ordinal);
        foreach (var folder in Directory.EnumerateDirectories(index).Where(folder => !folders.Contains(folder)).ToList())
        {
            var isUnread = DatasetIndex.Read(folder) is { } known && unread.Contains(known.Origin, StringComparer.Ordinal);
            if (!isUnread && IsOwn(folder))
            {
                // The index goes first, so that nobody finds a data set of which half is there.
                File.Delete(Path.Combine(folder, DatasetIndex.FileName));
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>Whether scans made all that is in a folder: what else lies in a folder that was named by mistake is not touched.</summary>
    private static bool IsOwn(string folder)
    {
        var entries = Directory.EnumerateFileSystemEntries(folder).ToList();
        return entries.Count > 0 && entries.TrueForAll(entry => File.Exists(entry)
            && Array.Exists(OwnNames, name => FileSystemName.MatchesSimpleExpression(name, Path.GetFileName(entry), ignoreCase: false)));
    }
}

/// <summary>Reads one file of a data set, and makes a table of points in a folder.</summary>
/// <param name="source">The data set.</param>
/// <param name="file">The file.</param>
/// <param name="folder">Index folder of the data set.</param>
internal delegate ScannedFile ReadFile(DatasetSource source, SourceFile file, string folder);

/// <summary>What was found in one file.</summary>
/// <param name="Granule">Where and when it is.</param>
/// <param name="Contents">What it holds.</param>
/// <param name="Attributes">What it says of itself; empty of a file that was read by an earlier scan.</param>
/// <param name="Faults">What is wrong with parts of it that were left out, for people.</param>
internal sealed record ScannedFile(Granule Granule, FileContents Contents, IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<string> Faults);
