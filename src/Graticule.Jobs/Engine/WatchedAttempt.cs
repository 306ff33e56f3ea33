using Graticule.Jobs.Execution;

namespace Graticule.Jobs.Engine;

/// <summary>An attempt that an executor has in its hands.</summary>
internal sealed class WatchedAttempt(Job job, string handle, Workspace workspace, CancellationTokenSource stop, bool isRecorded)
{
    /// <summary>The job as this server last wrote it.</summary>
    public Job Job { get; set; } = job;

    public string Handle => handle;

    public Workspace Workspace => workspace;

    public CancellationTokenSource Stop => stop;

    /// <summary>Who holds it may write the row; free once the handle is recorded there.</summary>
    public SemaphoreSlim Pen { get; } = new(isRecorded ? 1 : 0);

    /// <summary>Whether the executor has been asked for an end.</summary>
    public bool StopSent { get; set; }

    /// <summary>Whether its end is being written; it is not polled any more.</summary>
    public bool IsEnding { get; set; }

    /// <summary>Earliest moment of the next write of its progress.</summary>
    public DateTimeOffset NextWrite { get; set; }
}
