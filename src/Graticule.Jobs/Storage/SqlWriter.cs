using System.Threading.Channels;

namespace Graticule.Jobs.Storage;

/// <summary>
/// The one writer of a database. Writes that arrive while a transaction is being committed go together into the next one, so that
/// many callers share one wait for the disk; a lone write waits for nothing but its own commit.
/// </summary>
internal sealed class SqlWriter : IAsyncDisposable
{
    /// <summary>Bounds how long the first of a group waits for the last.</summary>
    private const int MaxGroup = 256;

    private readonly Channel<ISqlWrite> _waiting =
        Channel.CreateBounded<ISqlWrite>(new BoundedChannelOptions(4 * MaxGroup) { SingleReader = true });

    private readonly SqlSession _session;
    private readonly Task _loop;

    public SqlWriter(SqlSession session)
    {
        _session = session;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Ends when the write is on the disk. Cancelling has an effect until its group begins, and none after.</summary>
    public async Task<T> WriteAsync<T>(Func<SqlSession, T> statements, CancellationToken cancellationToken)
    {
        var write = new SqlWrite<T>(statements, cancellationToken);
        try
        {
            await _waiting.Writer.WriteAsync(write, cancellationToken);
        }
        catch (ChannelClosedException exception)
        {
            throw new ProblemException(new(ProblemKind.Unavailable, "The server is stopping; send the request again later."), exception);
        }

        return await write.WaitAsync();
    }

    /// <summary>Commits what waits, and takes no more.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop.WaitAsync(Timeout.InfiniteTimeSpan);
        _session.Dispose();
    }

    private async Task RunAsync()
    {
        var group = new List<ISqlWrite>(MaxGroup);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (group.Count < MaxGroup && _waiting.Reader.TryRead(out var write))
            {
                if (write.Begin())
                {
                    group.Add(write);
                }
            }

            Commit(group);
            group.Clear();
        }
    }

    /// <summary>All in one transaction; if that fails, each in its own, so that one that cannot succeed does not fail the others.</summary>
    private void Commit(List<ISqlWrite> group)
    {
        try
        {
            _session.Prepare(SqlFlavor.Begin).Execute();
            foreach (var write in group)
            {
                write.Run(_session);
            }

            _session.Prepare(SqlFlavor.Commit).Execute();
        }
        catch (Exception exception)
        {
            SqlFlavor.RollBack(_session);
            if (group is [var failed])
            {
                failed.Fail(SqlFlavor.Translate(exception));
                return;
            }

            foreach (var write in group)
            {
                Commit([write]);
            }

            return;
        }

        foreach (var write in group)
        {
            write.Complete();
        }
    }
}
