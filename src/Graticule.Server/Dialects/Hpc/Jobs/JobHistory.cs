using Graticule.Analysis.Batch;
using Graticule.Jobs;
using Graticule.Jobs.Saved;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>
/// The histories of a job and of the machine that it had, made of what is recorded: nothing keeps them beside. A job ends in Completed however its
/// commands ended; the reason tells.
/// </summary>
/// <param name="saved">The job.</param>
/// <param name="work">What the engine has of it; null: nothing, or it is not submitted.</param>
/// <param name="first">Its first run, as its worker says; null: none has begun, it may wait for a machine of a cluster.</param>
internal sealed class JobHistory(SavedJob saved, Job? work, BatchRunRecord? first)
{
    private readonly JobRecord _record = JobRecord.Of(saved);

    public JobRecord Record => _record;

    /// <summary>When its first run began; null while it waits.</summary>
    public DateTimeOffset? StartedAt => _record.StartedAt ?? (work is { State: JobState.Succeeded or JobState.Failed } ? first?.StartedAt ?? work.StartedAt : first?.StartedAt);

    /// <summary>The folder of the attempt whose commands may run at this moment; null where there is none.</summary>
    public BatchFolder? Folder { get; private init; }

    /// <summary>Name of the machine that its first run is on; null where that is not known.</summary>
    public string? Machine => first?.Machine;

    public static async Task<JobHistory> OfAsync(HpcRequest request, SavedJob saved)
    {
        var work = saved is { Phase: SavedJobPhase.Submitted, Work: { } id } ? await request.Parts.Jobs.FindAsync(id, request.Aborted) : null;
        var folder = work is { State: JobState.Running } ? FolderOf(request.Parts, work) : null;
        var first = folder?.ReadFirst();
        return new(saved, work, first) { Folder = first is null ? null : folder };
    }

    /// <summary>The folder of the latest attempt.</summary>
    public static BatchFolder FolderOf(HpcParts parts, Job work) => new(parts.Workspaces.Of(work.Id, work.Attempt).Path);

    /// <summary>Why a cluster keeps it waiting, in the cluster's words; null where it does not.</summary>
    private string? Waits => first is null && work is { State: JobState.Running } ? work.Message : null;

    /// <summary>The latest status; null of a job that was saved only.</summary>
    public JobStatus? Latest => Job() is [var latest, ..] ? latest : null;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<JobStatus> Job()
    {
        List<JobStatus> rows = [];
        if (_record.SubmittedAt is { } submitted)
        {
            rows.AddRange([new("Pending", submitted), new("Queued", submitted, Waits)]);
        }

        if (StartedAt is { } started)
        {
            rows.AddRange([new("Started", started), new("Validated", started), new("Executing", started)]);
        }

        if (_record.StopAt is { } stop)
        {
            rows.Add(new("Stopping", stop, "Stopped by the user"));
        }
        else if (_record is { HasFailed: true, EndedAt: { } failed })
        {
            rows.Add(new("Stopping", failed, _record.Runs.Count > 0 ? "A run failed" : _record.Reason));
        }

        if (_record.CompletedAt is { } completed)
        {
            rows.Add(new(JobStatus.Completed, completed, _record.Reason));
        }

        return NewestFirst(rows);
    }

    /// <summary>Newest first. The machine is given back before the job shows as completed, so that it can be deleted then.</summary>
    public IReadOnlyList<JobStatus> Cluster()
    {
        List<JobStatus> rows = [];
        if (_record.SubmittedAt is { } submitted)
        {
            rows.Add(new("Not Started", submitted));
        }

        if (StartedAt is { } started)
        {
            rows.AddRange([new("Starting", started), new("Started", started)]);
        }

        if ((_record.StopAt ?? _record.EndedAt) is { } stop)
        {
            rows.Add(new("Stop Requested", stop));
        }

        if (_record.CompletedAt is { } completed)
        {
            rows.AddRange([new("Stopping", _record.EndedAt ?? completed), new("Stopped", completed)]);
        }

        return NewestFirst(rows);
    }

    /// <summary>
    /// Each row is newer than the one before it, as far as it is written, whatever the clocks of several machines said: clients sort them by time.
    /// </summary>
    private static List<JobStatus> NewestFirst(List<JobStatus> rows)
    {
        for (var place = 1; place < rows.Count; place++)
        {
            var least = rows[place - 1].At.AddMicroseconds(1);
            if (rows[place].At < least)
            {
                rows[place] = rows[place] with { At = least };
            }
        }

        rows.Reverse();
        return rows;
    }
}
