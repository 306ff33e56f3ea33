using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;
using Graticule.Jobs;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>Has chips computed: one job a chip and algorithm, however many of its points are asked for and however often.</summary>
internal sealed class ChipRequests(ChipTurns turns, ChipJobs jobs, ChipImports imports, IChipStore store, TimeProvider clock)
{
    /// <summary>Asks for a chip.</summary>
    /// <param name="key">Which.</param>
    /// <param name="inputsUrl">Where its observations are.</param>
    /// <param name="want">What is wanted of it.</param>
    /// <param name="ticket">The point for which it is asked, where that has no result; null: the chip as a whole.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The chip as it is then, or null where nothing of what is wanted was left to do.</returns>
    public Task<ChipRow?> AskAsync(ChipKey key, string inputsUrl, ChipWant want, TicketPoint? ticket, CancellationToken cancellationToken) => turns.RunAsync(
        key,
        async () =>
        {
            // A job that has ended is imported first: what it found may be what is wanted.
            var row = await imports.SettleAsync(key, cancellationToken);
            var open = row?.Job is { } id ? await jobs.FindAsync(id, cancellationToken) : null;
            return open is not null && (want != ChipWant.Everything || !ChipJobs.IsPartial(open))
                ? await JoinAsync(row!, want, ticket, cancellationToken)
                : await BeginAsync(key, row, inputsUrl, want, ticket, open, cancellationToken);
        },
        cancellationToken);

    /// <summary>What a job under way will answer.</summary>
    private async Task<ChipRow> JoinAsync(ChipRow row, ChipWant want, TicketPoint? ticket, CancellationToken cancellationToken)
    {
        var requested = want == ChipWant.Everything || ticket is not null ? Now() : row.Requested;
        await store.RequestAsync(new(row.Key, requested, row.InputsUrl, row.Job!, ticket), cancellationToken);
        return row with { Requested = requested };
    }

    private async Task<ChipRow?> BeginAsync(
        ChipKey key, ChipRow? row, string inputsUrl, ChipWant want, TicketPoint? ticket, Job? replaced, CancellationToken cancellationToken)
    {
        var pixels = want == ChipWant.Failed && row is not null ? await FailedAsync(key, cancellationToken) : null;
        if (want == ChipWant.Failed ? pixels is null or [] : want == ChipWant.Missing && row?.Answered == ChipShape.Pixels)
        {
            return null;
        }

        // Made, written down, started: whatever is cut off between two of them, the loop finds and mends.
        var job = await jobs.CreateAsync(ChipJobs.SpecOf(key, inputsUrl, pixels), cancellationToken);
        var requested = Now();
        await store.RequestAsync(new(key, requested, inputsUrl, job.Id.ToString(), ticket), cancellationToken);
        await jobs.StartAsync(job.Id, cancellationToken);
        if (replaced is not null)
        {
            await jobs.RemoveAsync(replaced.Id, cancellationToken);
        }

        return (row ?? new() { Key = key, Requested = requested, InputsUrl = inputsUrl }) with { Requested = requested, InputsUrl = inputsUrl, Job = job.Id.ToString() };
    }

    private async Task<int[]> FailedAsync(ChipKey key, CancellationToken cancellationToken)
    {
        var stored = await store.ReadAsync(key, 0, ChipShape.Side, cancellationToken);
        return
        [
            .. (stored?.Strips ?? []).Where(strip => StripCodec.Summary(strip.Data).Failed > 0)
                .SelectMany(strip => StripCodec.Decode(strip.Data)).Where(pixel => pixel.Result is null).Select(pixel => pixel.Pixel).Order(),
        ];
    }

    /// <summary>To the millisecond, as it is stored.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
}

/// <summary>What is wanted of a chip.</summary>
internal enum ChipWant
{
    /// <summary>Results where there are none.</summary>
    Missing,

    /// <summary>Other results for the pixels that failed.</summary>
    Failed,

    /// <summary>All of it again.</summary>
    Everything,
}
