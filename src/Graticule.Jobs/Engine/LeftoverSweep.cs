using System.Text.Json.Nodes;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Files;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;

namespace Graticule.Jobs.Engine;

/// <summary>What ended, repeated and broken-off work leaves behind: workspaces, and the decoded inputs that dialects store.</summary>
internal sealed class LeftoverSweep(IJobStore jobs, IFileStore files, WorkspaceFolder workspaces, RetentionOptions options, TimeProvider clock)
{
    private const string InlineInputs = "inline/";
    private const int Page = 1000;

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - options.LeftoverAge;
        await SweepWorkspacesAsync(before, cancellationToken);
        await SweepInlineInputsAsync(before, cancellationToken);
    }

    private async Task SweepWorkspacesAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var tooOld = clock.GetUtcNow() - options.MaxAge;
        foreach (var (id, changedAt) in workspaces.List())
        {
            var job = await jobs.FindAsync(id, cancellationToken);
            if ((job?.FinishedAt ?? changedAt) < before && job is null or { State: JobState.Succeeded or JobState.Failed or JobState.Cancelled })
            {
                workspaces.Delete(id);
            }
            else if (job is null or { State: JobState.Succeeded or JobState.Failed or JobState.Cancelled } || (job.IsPaused && job.UpdatedAt < tooOld))
            {
                workspaces.DeleteKept(id);
            }
            else if (job is { State: JobState.Running })
            {
                foreach (var earlier in workspaces.ListOf(id).Where(workspace => workspace != workspaces.Of(id, job.Attempt)))
                {
                    earlier.DeleteAllButLog();
                }
            }
        }
    }

    private async Task SweepInlineInputsAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        List<string> old = [];
        await foreach (var file in files.ListAsync(InlineInputs, cancellationToken))
        {
            if (file.ModifiedAt < before)
            {
                old.Add(file.Key);
            }
        }

        if (old.Count == 0)
        {
            return;
        }

        var needed = await NeededAsync(cancellationToken);
        foreach (var key in old.Where(key => !needed.Contains(key)))
        {
            await files.DeleteAsync(key, cancellationToken);
        }
    }

    /// <summary>Keys of stored files that jobs which have not ended refer to.</summary>
    private async Task<HashSet<string>> NeededAsync(CancellationToken cancellationToken)
    {
        HashSet<string> needed = new(StringComparer.Ordinal);
        var filter = new JobFilter { States = [JobState.Created, JobState.Queued, JobState.Running], Limit = Page };
        while (true)
        {
            var page = await jobs.ListAsync(filter, cancellationToken);
            needed.UnionWith(page.Jobs.SelectMany(job => KeysIn(job.Spec.Inputs)));
            if (!page.HasOlder)
            {
                return needed;
            }

            filter = filter with { OlderThan = page.Jobs[^1].Id };
        }
    }

    private static IEnumerable<string> KeysIn(JsonObject inputs)
    {
        foreach (var value in inputs.SelectMany(input => input.Value is JsonArray list ? list.ToList() : [input.Value]))
        {
            if (InputReference.TryRead(value, out var reference) && reference.FileKey is { } key)
            {
                yield return key;
            }

            if (NestedCall.TryRead(value, out var call))
            {
                foreach (var inner in KeysIn(call.Inputs))
                {
                    yield return inner;
                }
            }
        }
    }
}
