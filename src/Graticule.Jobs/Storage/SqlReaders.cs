using System.Collections.Concurrent;

namespace Graticule.Jobs.Storage;

/// <summary>
/// Read-only connections, kept open with their statements. A read takes tens of microseconds out of the operating system's cache, so
/// it runs on the thread that asks and there are as many as threads that ask at once.
/// </summary>
internal sealed class SqlReaders(Func<SqlSession> open) : IDisposable
{
    /// <summary>More than this many are not kept.</summary>
    private const int MaxIdle = 16;

    private readonly ConcurrentStack<SqlSession> _idle = new();

    public T Read<T>(Func<SqlSession, T> query)
    {
        if (!_idle.TryPop(out var session))
        {
            session = open();
        }

        try
        {
            return query(session);
        }
        finally
        {
            if (_idle.Count < MaxIdle)
            {
                _idle.Push(session);
            }
            else
            {
                session.Dispose();
            }
        }
    }

    public void Dispose()
    {
        while (_idle.TryPop(out var session))
        {
            session.Dispose();
        }
    }
}
