namespace Graticule.Jobs.Execution.Slurm;

/// <summary>An order that waits to be submitted, and who waits for its handle.</summary>
internal sealed class PendingOrder(WorkOrder order, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<string> _handle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WorkOrder Order => order;

    /// <summary>Whether it is accepted, refused or given up.</summary>
    public bool IsAnswered => _handle.Task.IsCompleted;

    /// <summary>The order's handle, once there is one.</summary>
    public Task<string> WaitAsync() => _handle.Task.WaitAsync(CancellationToken.None);

    /// <summary>True when nobody wants it any more; whoever waits is told.</summary>
    public bool IsGivenUp()
    {
        if (cancellationToken.IsCancellationRequested)
        {
            _handle.TrySetCanceled(cancellationToken);
        }

        return cancellationToken.IsCancellationRequested;
    }

    public void Accept(string handle) => _handle.TrySetResult(handle);

    public void Refuse(Exception exception) => _handle.TrySetException(exception);
}
