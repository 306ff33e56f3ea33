using Graticule.Jobs;
using Graticule.Jobs.Saved;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>
/// The histories of a job and of the machine that it had, made of what is recorded: nothing keeps them beside. A job ends in Completed however its
/// commands ended; the reason tells.
/// </summary>
/// <param name="saved">The job.</param>
/// <param name="work">What the engine has of it; null: nothing, or it is not submitted.</param>
internal sealed class JobHistory(SavedJob saved, Job? work)
{
    private readonly JobRecord _record = JobRecord.Of(saved);

    public JobRecord Record => _record;

    /// <summary>When the worker took it; null while it waits.</summary>
    public DateTimeOffset? StartedAt => _record.StartedAt ?? (work is { State: JobState.Running or JobState.Succeeded or JobState.Failed } ? work.StartedAt : null);

    /// <summary>Whether its commands may run at this moment.</summary>
    public bool IsRunning => saved.Phase == SavedJobPhase.Submitted && work is { State: JobState.Running };

    public static async Task<JobHistory> OfAsync(HpcRequest request, SavedJob saved) =>
        new(saved, saved is { Phase: SavedJobPhase.Submitted, Work: { } id } ? await request.Parts.Jobs.FindAsync(id, request.Aborted) : null);

    /// <summary>The latest status; null of a job that was saved only.</summary>
    public JobStatus? Latest => Job() is [var latest, ..] ? latest : null;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<JobStatus> Job()
    {
        List<JobStatus> rows = [];
        if (_record.SubmittedAt is { } submitted)
        {
            rows.AddRange([new("Pending", submitted), new("Queued", submitted)]);
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

    /// <summary>No row is older than the one before it, whatever the clocks of several machines said.</summary>
    private static List<JobStatus> NewestFirst(List<JobStatus> rows)
    {
        for (var place = 1; place < rows.Count; place++)
        {
            if (rows[place].At < rows[place - 1].At)
            {
                rows[place] = rows[place] with { At = rows[place - 1].At };
            }
        }

        rows.Reverse();
        return rows;
    }
}
