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

/// <param name="statements">What to run.</param>
/// <param name="done">Who waits for it.</param>
/// <param name="cancellationToken">Until the group begins.</param>
internal sealed class SqlWrite<T>(Func<SqlSession, T> statements, TaskCompletionSource<T> done, CancellationToken cancellationToken) : ISqlWrite
{
    private T? _value;

    public bool Begin() => !cancellationToken.IsCancellationRequested || !done.TrySetCanceled(cancellationToken);

    public void Run(SqlSession session) => _value = statements(session);

    public void Complete() => done.SetResult(_value!);

    public void Fail(Exception exception) => done.SetException(exception);
}
