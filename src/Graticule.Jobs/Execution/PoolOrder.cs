namespace Graticule.Jobs.Execution;

/// <summary>One order that the pool was given, and how it stands. Used under the pool's lock.</summary>
internal sealed class PoolOrder(string handle, Resources limits, long startedAt)
{
    public string Handle => handle;

    public Resources Limits => limits;

    /// <summary>Timestamp of the pool's clock.</summary>
    public long StartedAt => startedAt;

    public WorkStatus Status { get; set; } = new(handle, WorkState.Running);

    /// <summary>Why the pool itself killed the worker, when it did.</summary>
    public Loss? Verdict { get; set; }
}
