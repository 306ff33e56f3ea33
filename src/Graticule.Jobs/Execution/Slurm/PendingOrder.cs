namespace Graticule.Jobs.Execution.Slurm;

/// <summary>An order that waits to be submitted, and who waits for its handle.</summary>
internal sealed class PendingOrder(WorkOrder order, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<string> _handle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WorkOrder Order => order;

    public Task<string> Handle => _handle.Task;

    /// <summary>True when nobody wants it any more; whoever waits is told.</summary>
    public bool IsGivenUp() => cancellationToken.IsCancellationRequested && (_handle.TrySetCanceled(cancellationToken) || true);

    public void Accept(string handle) => _handle.TrySetResult(handle);

    public void Refuse(Exception exception) => _handle.TrySetException(exception);
}
