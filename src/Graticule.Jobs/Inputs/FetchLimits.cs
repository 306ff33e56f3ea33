namespace Graticule.Jobs.Inputs;

/// <summary>The clock of one fetch: how long it may take, and how long the other side may be silent.</summary>
internal sealed class FetchLimits : IDisposable
{
    private readonly FetchPolicy _policy;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _total;
    private readonly CancellationTokenSource _idle;
    private readonly CancellationTokenSource _any;

    public FetchLimits(FetchPolicy policy, TimeProvider clock, CancellationToken caller)
    {
        _policy = policy;
        _caller = caller;
        _total = new(policy.TotalTime, clock);
        _idle = new(policy.IdleTime, clock);
        _any = CancellationTokenSource.CreateLinkedTokenSource(caller, _total.Token, _idle.Token);
    }

    /// <summary>Starts counting the silence anew, for the next step.</summary>
    public CancellationToken Restart()
    {
        _idle.CancelAfter(_policy.IdleTime);
        return _any.Token;
    }

    /// <summary>Which limit ended the fetch; null if it was the caller.</summary>
    public Problem? Exceeded(Uri url)
    {
        if (_caller.IsCancellationRequested)
        {
            return null;
        }

        return new(ProblemKind.Unavailable, _total.IsCancellationRequested
            ? $"'{url.IdnHost}' took longer than {_policy.TotalTime.TotalSeconds:0.#} s to send the content; the operator may allow more (--input-time)."
            : $"'{url.IdnHost}' was silent for too long ({_policy.IdleTime.TotalSeconds:0.#} s, {_policy.ConnectTime.TotalSeconds:0.#} s while connecting).");
    }

    public void Dispose()
    {
        _any.Dispose();
        _idle.Dispose();
        _total.Dispose();
    }
}
