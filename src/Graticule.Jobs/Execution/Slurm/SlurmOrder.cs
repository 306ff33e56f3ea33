namespace Graticule.Jobs.Execution.Slurm;

/// <summary>One order in the cluster, and how it stood when last heard of. Used under its executor's lock.</summary>
internal sealed class SlurmOrder(string handle, WorkOrder order)
{
    public string Handle => handle;

    public WorkOrder Order => order;

    public WorkStatus Status { get; set; } = new(handle, WorkState.Waiting);

    /// <summary>Whether its job asks for an end.</summary>
    public bool IsCancelled { get; set; }

    public bool IsOver => Status.State is WorkState.Exited or WorkState.Lost;
}
