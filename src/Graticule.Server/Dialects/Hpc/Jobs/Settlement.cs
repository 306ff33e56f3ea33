using System.Text.Json;
using Graticule.Analysis.Batch;
using Graticule.Jobs;
using Graticule.Jobs.Files.Library;
using Graticule.Jobs.Saved;
using Graticule.Server.Dialects.Hpc.Accounts;
using Graticule.Server.Dialects.Hpc.Sharing;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>
/// What becomes of a job whose work has ended: its files are made its owner's, its cost is recorded, its key is taken back, and only then does it
/// show as completed. Each step may be repeated after a crash.
/// </summary>
internal sealed class Settlement(HpcParts parts)
{
    private readonly Ledger _ledger = new(parts.Charges, parts.Configuration, parts.Clock);
    private readonly Shares _shares = new(parts.Documents, parts.Clock);

    /// <param name="saved">Submitted.</param>
    /// <param name="work">Ended.</param>
    /// <param name="cancellationToken">Gives up between two steps.</param>
    public async Task SettleAsync(SavedJob saved, Job work, CancellationToken cancellationToken)
    {
        var manifest = await ReadAsync(work, cancellationToken);
        var trouble = manifest is null ? null : await KeepAsync(saved, work, manifest, cancellationToken);
        var record = Ending.Of(JobRecord.Of(saved), work, manifest, trouble);
        var ran = record is { StartedAt: { } started, EndedAt: { } ended } && ended > started ? ended - started : TimeSpan.Zero;
        record = record with { Cost = await CostAsync(saved, ran, cancellationToken) };
        if (record.Key is { } key)
        {
            await parts.Keys.RevokeAsync(key, parts.Clock.GetUtcNow(), cancellationToken);
        }

        if (JobFiles.IdsOf(saved.Content).Any())
        {
            await parts.Library.ReleaseAsync(saved.Id, cancellationToken);
        }

        await CompleteAsync(saved, record, cancellationToken);
    }

    private async Task<BatchManifest?> ReadAsync(Job work, CancellationToken cancellationToken)
    {
        if (work.Outputs is not [{ FileKey: { } key }, ..])
        {
            return null;
        }

        await using var content = await parts.Files.OpenAsync(key, cancellationToken);
        try
        {
            return content is null ? null : await BatchManifest.ReadAsync(content, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Makes what it left its owner's files; where they may not have so many, the logs alone. Answers what is to be said of it.</summary>
    private async Task<string?> KeepAsync(SavedJob saved, Job work, BatchManifest manifest, CancellationToken cancellationToken)
    {
        if (parts.Library.List(new() { Job = saved.Id, Limit = 1 }).Count > 0)
        {
            return null; // an earlier try got so far, and all come at once
        }

        try
        {
            await AdoptAsync(saved, work, manifest.Files, cancellationToken);
            return null;
        }
        catch (ProblemException exception) when (exception.Problem.Kind is ProblemKind.TooLarge or ProblemKind.NotFound or ProblemKind.InvalidInput)
        {
            var logs = manifest.Files.Where(file => file.Path == BatchNames.Log).ToList();
            try
            {
                await AdoptAsync(saved, work, logs, cancellationToken);
            }
            catch (ProblemException again) when (again.Problem.Kind is ProblemKind.TooLarge or ProblemKind.NotFound)
            {
                // Not even those.
            }

            return $"The output files could not be kept: {exception.Problem.Message}";
        }
    }

    private async Task AdoptAsync(SavedJob saved, Job work, IReadOnlyList<BatchOutput> outputs, CancellationToken cancellationToken)
    {
        var folder = work.Outputs[0].FolderKey!;
        var shared = _shares.RecipientsOf(saved.Id, saved.Owner);
        await parts.Library.AdoptAsync(
            [.. outputs.Select(output => new FinishedFile(
                new(saved.Owner, output.Path) { Type = Files.FileTypes.Output, RelativePath = output.Path, Job = saved.Id, Run = Digits.Of(output.Run), SharedWith = shared },
                parts.Files.FindPath($"{folder}/{output.File}") ?? "",
                output.Sha512))],
            cancellationToken);
    }

    private async Task<decimal?> CostAsync(SavedJob saved, TimeSpan ran, CancellationToken cancellationToken)
    {
        var hardware = saved.Content["jobanalyses"]?[0]?["hardware"];
        if (parts.Configuration.FindCoreType((string?)hardware?["coreType"] ?? "") is not { } type)
        {
            return null;
        }

        var cores = ((int?)hardware!["coresPerSlot"] ?? 1) * ((int?)hardware["slots"] ?? 1);
        return await _ledger.SettleAsync(saved.Id, new(type, cores, (bool?)saved.Content["isLowPriority"] ?? false, WallTime: null), ran, cancellationToken);
    }

    private async Task CompleteAsync(SavedJob saved, JobRecord record, CancellationToken cancellationToken)
    {
        var now = parts.Clock.GetUtcNow();
        while (true)
        {
            // Somebody may have called it otherwise, or asked for its end, meanwhile.
            var completed = saved with
            {
                Phase = SavedJobPhase.Completed,
                UpdatedAt = now,
                Record = (record with { CompletedAt = now, StopAt = JobRecord.Of(saved).StopAt }).Write(),
            };
            if (await parts.Saved.TryReplaceAsync(completed, cancellationToken) || parts.Saved.Find(saved.Id) is not { Phase: SavedJobPhase.Submitted } found)
            {
                return;
            }

            saved = found;
        }
    }
}
