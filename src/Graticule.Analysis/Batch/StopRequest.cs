namespace Graticule.Analysis.Batch;

/// <summary>Whether everything is to end early: because somebody asked for it, or because the time is over.</summary>
internal sealed class StopRequest : IDisposable
{
    private readonly BatchFolder _folder;
    private readonly CancellationTokenSource _asked = new();
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenSource _either;
    private readonly CancellationTokenRegistration _noted;

    public StopRequest(BatchFolder folder, TimeSpan time)
    {
        _folder = folder;
        _over = new(time < TimeSpan.FromDays(40) ? time : Timeout.InfiniteTimeSpan);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_asked.Token, _over.Token);
        _noted = _either.Token.Register(() => At = TimeProvider.System.GetUtcNow());
    }

    /// <summary>Fires when everything is to end.</summary>
    public CancellationToken Token => _either.Token;

    public DateTimeOffset? At { get; private set; }

    /// <summary>Null while there is no reason to end.</summary>
    public BatchStop? Stop => (_asked.IsCancellationRequested, _over.IsCancellationRequested) switch
    {
        (true, _) => BatchStop.Asked,
        (_, true) => BatchStop.WallTime,
        _ => null,
    };

    /// <summary>Looks whether anybody has asked for the end of everything, or of this run.</summary>
    public bool IsAsked(int run)
    {
        if (!_folder.IsAskedToStop())
        {
            return _folder.IsAskedToStop(run);
        }

        _asked.Cancel();
        return true;
    }

    public void Dispose()
    {
        _noted.Dispose();
        _either.Dispose();
        _over.Dispose();
        _asked.Dispose();
    }
}
