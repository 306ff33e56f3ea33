using System.Runtime.ExceptionServices;

namespace Graticule.Analysis.Observations;

/// <summary>Treats one part of the work after the other on a thread of its own, with files of its own.</summary>
/// <typeparam name="TPart">What there is to do.</typeparam>
/// <typeparam name="TResult">What comes of it.</typeparam>
internal interface IPartWorker<in TPart, out TResult> : IDisposable
{
    TResult Treat(TPart part);
}

/// <summary>
/// Work in parts that several threads treat, and whose results one thread takes in the order of the parts. No more parts are under way, or wait to
/// be taken, than two for each thread.
/// </summary>
/// <param name="threads">At least 1.</param>
/// <param name="cancellationToken">Ends it after the parts that are being treated.</param>
internal sealed class OrderedWork<TPart, TResult>(int threads, CancellationToken cancellationToken)
{
    private readonly object _gate = new();
    private readonly Dictionary<int, TResult> _results = [];
    private int _begun;
    private int _taken;
    private int _all = int.MaxValue;
    private Exception? _failure;

    /// <summary>Returns when all results were taken and all threads have ended.</summary>
    /// <param name="parts">Asked for one after the other, while earlier ones are treated.</param>
    /// <param name="open">Makes the worker of a thread, on that thread.</param>
    /// <param name="take">Called on this thread.</param>
    /// <remarks>The first failure ends the other threads and is the one that is thrown.</remarks>
    public void Run(IEnumerable<TPart> parts, Func<IPartWorker<TPart, TResult>> open, Action<TResult> take)
    {
        using var source = parts.GetEnumerator();
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() => Work(source, open)) { IsBackground = true }).ToList();
        using var stop = cancellationToken.Register(() => Fail(new OperationCanceledException(cancellationToken)));
        workers.ForEach(worker => worker.Start());
        try
        {
            while (Await(out var result))
            {
                take(result);
            }
        }
        catch (Exception exception)
        {
            Fail(exception);
        }

        workers.ForEach(worker => worker.Join());
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    private void Work(IEnumerator<TPart> source, Func<IPartWorker<TPart, TResult>> open)
    {
        try
        {
            using var worker = open();
            while (Begin(source, out var index, out var part))
            {
                var result = worker.Treat(part);
                lock (_gate)
                {
                    _results[index] = result;
                    Monitor.PulseAll(_gate);
                }
            }
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private bool Begin(IEnumerator<TPart> source, out int index, out TPart part)
    {
        lock (_gate)
        {
            (index, part) = (-1, default!);
            while (_failure is null && _begun < _all && _begun - _taken >= 2 * threads)
            {
                Monitor.Wait(_gate);
            }

            if (_failure is not null || _begun >= _all)
            {
                return false;
            }

            if (!source.MoveNext())
            {
                _all = _begun;
                Monitor.PulseAll(_gate);
                return false;
            }

            (index, part) = (_begun++, source.Current);
            return true;
        }
    }

    private bool Await(out TResult result)
    {
        lock (_gate)
        {
            while (_failure is null && _taken < _all && !_results.ContainsKey(_taken))
            {
                Monitor.Wait(_gate);
            }

            result = default!;
            if (_failure is not null || _taken >= _all)
            {
                return false;
            }

            _results.Remove(_taken++, out result!);
            Monitor.PulseAll(_gate);
            return true;
        }
    }

    private void Fail(Exception exception)
    {
        lock (_gate)
        {
            _failure ??= exception;
            Monitor.PulseAll(_gate);
        }
    }
}
