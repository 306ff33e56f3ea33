using System.Collections.Concurrent;
using System.Text.Json;

namespace Graticule.Raster.Ard;

/// <summary>Brings an index up to date with folders of files. Files that have not changed are not opened again. Uses GDAL.</summary>
public static class ArdScan
{
    /// <param name="folders">Where files are, at any depth.</param>
    /// <param name="indexFolder">Where the index goes.</param>
    /// <param name="onlyThese">Whether files of other folders are registered no more.</param>
    /// <param name="threads">Files that are opened at once.</param>
    /// <param name="cancellationToken">Ends the scan; the index is as it was.</param>
    /// <exception cref="IOException">The index cannot be written.</exception>
    public static ArdScanReport Run(IReadOnlyList<string> folders, string indexFolder, bool onlyThese, int threads, CancellationToken cancellationToken)
    {
        using var turn = ArdScanLock.Take(indexFolder, cancellationToken);
        var roots = folders.Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))).Distinct(StringComparer.Ordinal).ToArray();
        var before = ArdScanState.Read(indexFolder);
        List<string> missing = [];
        var found = Find(roots, missing);
        ConcurrentBag<ArdFile> files = [];
        ConcurrentBag<ArdUnreadable> unreadable = [];
        var (read, known, other) = (0, 0, 0);
        Parallel.ForEach(found, new() { MaxDegreeOfParallelism = Math.Max(1, threads), CancellationToken = cancellationToken }, file =>
        {
            if (ArdName.Parse(file.Name) is not { Layer: not null } name)
            {
                Interlocked.Increment(ref other);
            }
            else if (before.Files.TryGetValue(file.FullName, out var same) && same.Length == file.Length && same.Modified == file.LastWriteTimeUtc.Ticks)
            {
                Interlocked.Increment(ref known);
                files.Add(same);
            }
            else if (before.Unreadable.TryGetValue(file.FullName, out var bad) && bad.Length == file.Length && bad.Modified == file.LastWriteTimeUtc.Ticks)
            {
                Interlocked.Increment(ref known);
                unreadable.Add(bad);
            }
            else
            {
                Interlocked.Increment(ref read);
                Open(file, name, files, unreadable);
            }
        });

        // What other folders have, or folders that are away at present.
        foreach (var file in before.Files.Values.Where(file => Stays(file.Path, roots, missing, onlyThese)))
        {
            files.Add(file);
        }

        var removed = before.Files.Keys.Except(files.Select(file => file.Path), StringComparer.Ordinal).Count();
        ArdUnreadable[] leftOut = [.. unreadable.OrderBy(file => file.Path, StringComparer.Ordinal)];
        return new(Write(indexFolder, [.. files], leftOut), files.Count, read, known, removed, other, leftOut, missing);
    }

    private static void Open(FileInfo file, ArdName name, ConcurrentBag<ArdFile> files, ConcurrentBag<ArdUnreadable> unreadable)
    {
        try
        {
            files.Add(ArdFileReading.Read(file, name));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            unreadable.Add(new(file.FullName, file.Length, file.LastWriteTimeUtc.Ticks, exception.Message));
        }
    }

    private static List<FileInfo> Find(IEnumerable<string> roots, List<string> missing)
    {
        Dictionary<string, FileInfo> found = new(StringComparer.Ordinal);
        foreach (var root in roots)
        {
            try
            {
                foreach (var file in ArdFiles.Below(root))
                {
                    found[file.FullName] = file;
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                missing.Add(root);
            }
        }

        return [.. found.Values.OrderBy(file => file.FullName, StringComparer.Ordinal)];
    }

    private static bool Stays(string path, string[] roots, List<string> missing, bool onlyThese) =>
        missing.Any(root => IsBelow(path, root)) || (!onlyThese && !roots.Any(root => IsBelow(path, root)));

    private static bool IsBelow(string path, string root) => path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Each file goes to every tile of which it holds a part; tiles of which nothing is left go.</summary>
    private static ArdTileCount[] Write(string indexFolder, ArdFile[] files, ArdUnreadable[] leftOut)
    {
        ArdTile[] tiles =
        [
            .. files.SelectMany(TilesOf).GroupBy(place => (place.Grid.Region, place.Tile))
                .Select(tile => new ArdTile
                {
                    Region = tile.Key.Region,
                    Column = tile.Key.Tile.Column,
                    Row = tile.Key.Tile.Row,
                    Files = [.. tile.Select(place => place.File).OrderBy(file => file.Day).ThenBy(file => file.Path, StringComparer.Ordinal)],
                })
                .OrderBy(tile => tile.Region, StringComparer.Ordinal).ThenBy(tile => tile.Column).ThenBy(tile => tile.Row),
        ];
        foreach (var tile in tiles)
        {
            tile.Write(indexFolder);
        }

        var paths = tiles.Select(tile => ArdTile.PathOf(indexFolder, tile.Region, tile.Cell)).ToHashSet(StringComparer.Ordinal);
        foreach (var old in Directory.EnumerateFiles(indexFolder, "??_??????.json").Where(path => !paths.Contains(path)).ToArray())
        {
            File.Delete(old);
        }

        WholeFile.Write(Path.Combine(indexFolder, ArdLeftOut.FileName), stream => JsonSerializer.Serialize(stream, new(leftOut), ArdJson.Default.ArdLeftOut));
        return [.. tiles.Select(tile => new ArdTileCount(tile.Region, tile.Cell.Name, tile.Files.Count))];
    }

    private static IEnumerable<(ArdGrid Grid, GridCell Tile, ArdFile File)> TilesOf(ArdFile file)
    {
        var grid = ArdGrid.Of(ArdName.Parse(file.Name)!.Region)!;
        var first = grid.Tile(file.Left, file.Top);
        var last = grid.Tile(file.Left + ((file.Width - 1) * (long)ArdGrid.PixelSide), file.Top - ((file.Height - 1) * (long)ArdGrid.PixelSide));
        for (var row = first.Row; row <= last.Row; row++)
        {
            for (var column = first.Column; column <= last.Column; column++)
            {
                if (column >= 0 && column < grid.Columns && row >= 0 && row < grid.Rows)
                {
                    yield return (grid, new(column, row), file);
                }
            }
        }
    }
}
