using System.Runtime.CompilerServices;

namespace Graticule.Analysis.Graphs.Udf;

/// <summary>
/// The processes of one evaluation that have a user's code loaded: as many for each code as threads call at the same time, kept for the next
/// call. They end when they are idle for long, when the evaluation is cancelled, and with this process.
/// </summary>
public sealed class UdfPool
{
    private const long LongestIdleMilliseconds = 20_000;

    private static readonly ConditionalWeakTable<GraphServices, UdfPool> Pools = [];

    private readonly Lock _gate = new();
    private readonly List<(string Code, UdfChild Child)> _idle = [];
    private readonly Timer _sweep;
    private bool _isSweeping;

    private UdfPool() => _sweep = new(_ => Sweep(LongestIdleMilliseconds), null, Timeout.Infinite, Timeout.Infinite);

    /// <summary>Ends the processes of an evaluation that is over; without this they end when they have been idle for a while.</summary>
    public static void End(GraphServices services)
    {
        if (Pools.TryGetValue(services, out var pool))
        {
            pool.Sweep(idleFor: 0);
        }
    }

    internal static UdfPool Of(GraphServices services) => Pools.GetValue(services, static _ => new());

    /// <summary>Calls a function in a process of its own or an idle one; a process whose call failed is not used again.</summary>
    internal UdfMessage Call(string code, UdfMessage message, long mostNumbers, GraphServices services)
    {
        var child = Take(code) ?? new(code, services);
        try
        {
            var answer = child.Call(message, mostNumbers);
            Return(code, child);
            return answer;
        }
        catch
        {
            child.Dispose();
            throw;
        }
    }

    private UdfChild? Take(string code)
    {
        lock (_gate)
        {
            var at = _idle.FindLastIndex(idle => idle.Code == code);
            if (at < 0)
            {
                return null;
            }

            var child = _idle[at].Child;
            _idle.RemoveAt(at);
            return child;
        }
    }

    private void Return(string code, UdfChild child)
    {
        child.IdleSince = Environment.TickCount64;
        lock (_gate)
        {
            _idle.Add((code, child));
            if (!_isSweeping)
            {
                _isSweeping = true;
                _sweep.Change(LongestIdleMilliseconds, LongestIdleMilliseconds);
            }
        }
    }

    private void Sweep(long idleFor)
    {
        List<UdfChild> old;
        lock (_gate)
        {
            var since = Environment.TickCount64 - idleFor;
            old = [.. _idle.Where(idle => idle.Child.IdleSince <= since).Select(idle => idle.Child)];
            _idle.RemoveAll(idle => idle.Child.IdleSince <= since);
            if (_idle.Count == 0)
            {
                _isSweeping = false;
                _sweep.Change(Timeout.Infinite, Timeout.Infinite);
            }
        }

        old.ForEach(child => child.Dispose());
    }
}
