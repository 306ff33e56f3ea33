using System.Collections.Concurrent;
using System.Diagnostics;

namespace Graticule.Raster.Observations.Registration;

/// <summary>The scan of one data set.</summary>
internal sealed class SourceScan(DatasetSource source, string folder, ReadFile read)
{
    /// <summary>How often what was read so far is written, so that a scan that is killed need not begin at the beginning.</summary>
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(15);

    private readonly string _reading = ReadingDigest.Of(source);
    private readonly Lock _saving = new();

    /// <summary>Null: it has no files.</summary>
    internal ScannedDataset? Run(List<SourceFile> files, int threads, CancellationToken cancellationToken)
    {
        var previous = DatasetIndex.Read(folder);
        if (files.Count == 0)
        {
            return null;
        }

        var usable = previous is not null && previous.Reading == _reading && previous.Dataset.Id == source.Id ? previous : null;
        IndexAssembly assembly = new(source, _reading, folder, usable, files);
        var pending = assembly.Pending;
        Directory.CreateDirectory(folder);
        try
        {
            ReadAll(pending, assembly, threads, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            assembly.Make().Write();
            throw;
        }

        var index = assembly.Make();
        index.Write();
        PointTables.Sweep(folder, previous, index);
        return new(
            source.Id, index.Dataset.Granules.Count, pending.Count, files.Count - pending.Count, Gone(previous, files), index.Outside.Count, index.Dataset.Unreadable, assembly.Faults);
    }

    /// <summary>Serves nothing of it for now, and forgets nothing: its place may be a disk that is not mounted.</summary>
    internal void Sleep()
    {
        if (DatasetIndex.Read(folder) is { Dataset: { } dataset } index && (dataset.Granules.Count > 0 || dataset.Unreadable.Count > 0))
        {
            index.Asleep.Write();
        }
    }

    private void ReadAll(List<SourceFile> pending, IndexAssembly assembly, int threads, CancellationToken cancellationToken)
    {
        var lastSave = Stopwatch.GetTimestamp();
        Parallel.ForEach(
            Partitioner.Create(pending, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads), CancellationToken = cancellationToken },
            file =>
            {
                assembly.Add(file, ReadOne(file));
                lock (_saving)
                {
                    if (Stopwatch.GetElapsedTime(lastSave) >= SaveEvery)
                    {
                        assembly.Make().Write();
                        lastSave = Stopwatch.GetTimestamp();
                    }
                }
            });
    }

    private (ScannedFile? File, string? Reason) ReadOne(SourceFile file)
    {
        try
        {
            return (read(source, file, folder), null);
        }
        catch (ObservationFileException exception)
        {
            return (null, $"It {exception.Reason}.");
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            // Whatever a file does to its reader, it does not take the others with it.
            return (null, $"It cannot be read: {exception.Message}");
        }
    }

    private static int Gone(DatasetIndex? previous, List<SourceFile> files)
    {
        if (previous is null)
        {
            return 0;
        }

        var there = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        return previous.Dataset.Granules.Concat(previous.Outside).Select(granule => granule.Path)
            .Concat(previous.Dataset.Unreadable.Select(file => file.Path)).Count(path => !there.Contains(path));
    }
}
