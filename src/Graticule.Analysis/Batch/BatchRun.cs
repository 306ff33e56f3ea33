using System.Text.Json;
using Graticule.Analysis.Batch.Outputs;
using Graticule.Analysis.Packages;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Batch;

/// <summary>All runs of an order, some at once, and what they leave.</summary>
internal sealed class BatchRun(BatchOrder order, JobContext job)
{
    private const long MiB = 1L << 20;

    private static readonly byte[] EndOfLine = [(byte)'\n'];

    private readonly BatchFolder _folder = new(job.Folder);
    private readonly PackageSite _site = PackageSite.Read(job.Settings);
    private readonly Lock _lock = new();
    private readonly List<BatchRunRecord> _records = [];
    private readonly List<BatchOutput> _files = [];
    private readonly List<string> _notes = [];
    private readonly int _count = order.Cases?.Count ?? 1;
    private long _kept;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder.Home);
        Directory.CreateDirectory(_folder.Collected);
        if (order.Cases is not null)
        {
            _folder.MarkSweep();
        }

        var walls = await BatchWalls.FindAsync(cancellationToken);
        if (!walls.AreThere)
        {
            job.Log(Jobs.LogLevel.Warning, "Bubblewrap does not work here: the commands run with limits and in a process group of their own, but see the files of this machine.");
        }

        using var stop = new StopRequest(_folder, TimeSpan.FromSeconds(order.Limits.WallSeconds));
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Clamp(order.Slots, 1, _count), CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(1, _count), options, (run, token) => RunAsync(run, walls, stop, token));
        await WriteAsync(stop, cancellationToken);
        job.AddFolder(BatchNames.Output, BatchNames.Collected, BatchNames.Manifest);
    }

    private async ValueTask RunAsync(int number, BatchWalls walls, StopRequest stop, CancellationToken cancellationToken)
    {
        if (stop.Stop is not null)
        {
            return; // it never begins
        }

        var begun = new BatchRunRecord(number) { StartedAt = TimeProvider.System.GetUtcNow(), Machine = Environment.MachineName };
        Tell(begun);
        var used = Interlocked.Read(ref _kept);
        var run = new CaseRun(order, _folder, walls, _site, number, Math.Max(1, order.Limits.DiskMiB - (int)(used / MiB)));
        var ended = await run.RunAsync(begun, stop, cancellationToken);
        var found = await new OutputCollector(_folder, order.Cases is not null, number).CollectAsync(run.Staged, cancellationToken);
        Interlocked.Add(ref _kept, found.Files.Sum(file => file.Length));
        lock (_lock)
        {
            _files.AddRange(found.Files);
            _notes.AddRange(found.Notes);
            _records.Add(ended);
            job.Report(_records.Count / (double)_count, _count == 1 ? null : $"Run {number} of {_count} has ended");
        }

        Tell(ended);
    }

    private async Task WriteAsync(StopRequest stop, CancellationToken cancellationToken)
    {
        var manifest = new BatchManifest(
            [.. _records.OrderBy(record => record.Number)],
            [.. _files.OrderBy(file => file.Run).ThenBy(file => file.Path, StringComparer.Ordinal)])
        {
            Stop = stop.Stop,
            StoppedAt = stop.At,
            Notes = _notes,
        };
        await File.WriteAllBytesAsync(Path.Combine(_folder.Collected, BatchNames.Manifest), manifest.Write(), cancellationToken);
        foreach (var note in _notes)
        {
            job.Log(Jobs.LogLevel.Warning, note);
        }
    }

    /// <summary>A whole line in one write, so that readers see whole lines.</summary>
    private void Tell(BatchRunRecord record)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(record, BatchJson.Default.BatchRunRecord), .. EndOfLine];
        lock (_lock)
        {
            using var events = new FileStream(_folder.Events, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            events.Write(line);
        }
    }
}
