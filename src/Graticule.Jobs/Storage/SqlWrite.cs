namespace Graticule.Jobs.Storage;

/// <summary>A write that waits for its group.</summary>
internal interface ISqlWrite
{
    /// <summary>Whether somebody still wants it; the last moment at which a write can be cancelled.</summary>
    bool Begin();

    /// <summary>Runs its statements. May be run a second time, after the first was rolled back.</summary>
    void Run(SqlSession session);

    /// <summary>Tells the caller, after the commit.</summary>
    void Complete();

    void Fail(Exception exception);
}

internal sealed class SqlWrite<T>(Func<SqlSession, T> statements, CancellationToken cancellationToken) : ISqlWrite
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _value;

    public bool Begin() => !cancellationToken.IsCancellationRequested || !_done.TrySetCanceled(cancellationToken);

    public void Run(SqlSession session) => _value = statements(session);

    public void Complete() => _done.SetResult(_value!);

    public void Fail(Exception exception) => _done.SetException(exception);

    /// <summary>Ends with <see cref="Complete"/> or <see cref="Fail"/>; the caller's token has no say here, for the write may be done already.</summary>
    public Task<T> WaitAsync() => _done.Task.WaitAsync(Timeout.InfiniteTimeSpan);
}
