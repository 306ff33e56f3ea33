using Graticule.Analysis.Change.Chips;
using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;
using Graticule.Jobs;
using Graticule.Jobs.Files;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>Puts what jobs computed into the store. Doing it twice does nothing: the store takes results of the chip's own job only, and once.</summary>
internal sealed class ChipImports(ChipJobs jobs, IChipStore store, IFileStore files, TimeProvider clock)
{
    /// <summary>Looks after the job of a chip: one that ended is imported, one that was not started is started. For who has the chip's turn.</summary>
    /// <returns>The chip afterwards; null when nobody ever asked for it.</returns>
    public async Task<ChipRow?> SettleAsync(ChipKey key, CancellationToken cancellationToken)
    {
        var chip = await store.FindAsync(key, cancellationToken);
        if (chip?.Job is null)
        {
            return chip;
        }

        await SettleAsync(chip, cancellationToken);
        return await store.FindAsync(key, cancellationToken);
    }

    private async Task SettleAsync(ChipRow chip, CancellationToken cancellationToken)
    {
        var job = await jobs.FindAsync(chip.Job!, cancellationToken);
        switch (job?.State)
        {
            case null:
                await store.FailAsync(chip.Key, chip.Job!, "The job that computed this chip is gone; ask for the chip again with refresh=true.", cancellationToken);
                break;
            case JobState.Created when !job.IsPaused:
                await jobs.StartAsync(job.Id, cancellationToken);
                break;
            case JobState.Succeeded:
                await ImportAsync(chip, job, cancellationToken);
                break;
            case JobState.Failed:
                await store.FailAsync(chip.Key, chip.Job!, job.Problem?.Message ?? "The job failed.", cancellationToken);
                break;
            case JobState.Cancelled:
                await store.FailAsync(chip.Key, chip.Job!, "The job was cancelled.", cancellationToken);
                break;
        }
    }

    private async Task ImportAsync(ChipRow chip, Job job, CancellationToken cancellationToken)
    {
        ChipFile found;
        try
        {
            found = Read(job);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            await store.FailAsync(chip.Key, chip.Job!, $"The results of the job cannot be read: {exception.Message}", cancellationToken);
            return;
        }

        if (ChipJobs.IsPartial(job))
        {
            var stored = await store.ReadAsync(chip.Key, 0, ChipShape.Side, cancellationToken);
            if (stored?.Row.Header is { } header && !ChipHeader.Decode(header).Days.SequenceEqual(found.Header.Days))
            {
                // Results of other dates cannot stand beside those that are there.
                await ComputeWholeAsync(chip, job, cancellationToken);
                return;
            }

            found = Merge(stored, found);
        }

        if (await store.ImportAsync(Write(chip.Key, job.Id.ToString(), found), cancellationToken))
        {
            await jobs.RemoveAsync(job.Id, cancellationToken);
        }
    }

    private ChipFile Read(Job job)
    {
        var output = job.Outputs.FirstOrDefault(output => string.Equals(output.Name, ChipNames.Chip, StringComparison.Ordinal));
        return output?.FileKey is { } key && files.FindPath(key) is { } path ? ChipFile.Read(path) : throw new FileNotFoundException("There is no file of them.");
    }

    private async Task ComputeWholeAsync(ChipRow chip, Job partial, CancellationToken cancellationToken)
    {
        var job = await jobs.CreateAsync(ChipJobs.SpecOf(chip.Key, ChipJobs.SourceOf(partial), pixels: null), cancellationToken);
        await store.RequestAsync(new(chip.Key, clock.GetUtcNow(), chip.InputsUrl, job.Id.ToString(), Ticket: null), cancellationToken);
        await jobs.StartAsync(job.Id, cancellationToken);
        await jobs.RemoveAsync(partial.Id, cancellationToken);
    }

    private static ChipFile Merge(StoredChip? stored, ChipFile found)
    {
        var newer = found.Strips.ToDictionary(strip => StripCodec.Summary(strip).Column);
        var strips = new SortedDictionary<int, byte[]>();
        foreach (var strip in stored?.Strips ?? [])
        {
            strips[strip.Index] = newer.Remove(strip.Index, out var replaced) ? StripCodec.Merge(strip.Data, replaced) : strip.Data;
        }

        foreach (var (column, strip) in newer)
        {
            strips[column] = strip;
        }

        return new(found.Header, [.. strips.Values]);
    }

    private static ChipImport Write(ChipKey key, string job, ChipFile found)
    {
        List<StoredStrip> strips = [];
        var (ok, failed) = (0, 0);
        foreach (var strip in found.Strips)
        {
            var summary = StripCodec.Summary(strip);
            strips.Add(new(summary.Column, strip));
            (ok, failed) = (ok + summary.Ok, failed + summary.Failed);
        }

        var header = found.Header with { Ok = ok, Failed = failed };
        return new(key, job, header.Produced, header.InputsMd5, ok, failed, header.Encode(), strips);
    }
}
