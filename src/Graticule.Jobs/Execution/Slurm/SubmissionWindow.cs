namespace Graticule.Jobs.Execution.Slurm;

/// <summary>
/// Gathers orders that arrive within a short time, and submits those with equal resources as one array: an array costs Slurm, and us, as
/// much as a single job.
/// </summary>
internal sealed class SubmissionWindow(SlurmOptions options, Submission submission, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private List<PendingOrder> _waiting = [];
    private bool _isOpen;

    /// <summary>The order's handle.</summary>
    /// <exception cref="ProblemException">As <see cref="IExecutor.SubmitAsync"/>.</exception>
    /// <exception cref="OperationCanceledException">The token fired while the order still waited.</exception>
    public Task<string> AddAsync(WorkOrder order, CancellationToken cancellationToken)
    {
        var pending = new PendingOrder(order, cancellationToken);
        lock (_lock)
        {
            _waiting.Add(pending);
            if (!_isOpen)
            {
                _isOpen = true;
                _ = Task.Run(ServeAsync, CancellationToken.None);
            }
        }

        return pending.WaitAsync();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            await Task.Delay(options.Window, clock);
            List<PendingOrder> taken;
            lock (_lock)
            {
                (taken, _waiting) = (_waiting, []);
                if (taken.Count == 0)
                {
                    _isOpen = false;
                    return;
                }
            }

            foreach (var alike in taken.GroupBy(pending => pending.Order.Resources))
            {
                await submission.SubmitAsync([.. alike]);
            }
        }
    }
}
