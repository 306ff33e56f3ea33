using System.Collections.Concurrent;

namespace Graticule.Server.Dialects.Hpc.Throttling;

/// <summary>Counts requests by token buckets, one for each caller and scope: full at first, filled evenly, an hour's worth at most.</summary>
internal sealed class Throttle(ThrottleLimits limits, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Owner, ThrottleScope Scope), TokenBucket> _buckets = [];

    /// <summary>Takes a turn where there is one.</summary>
    public ThrottleTurn Take(string owner, ThrottleScope scope)
    {
        var limit = limits.Of(scope);
        if (limit == 0)
        {
            return new(int.MaxValue, int.MaxValue, null);
        }

        var bucket = _buckets.GetOrAdd((owner, scope), static (_, made) => new(made.limit, made.clock), (limit, clock));
        return bucket.Take();
    }
}

/// <param name="Limit">Turns an hour.</param>
/// <param name="Remaining">Turns that are left now.</param>
/// <param name="Wait">Until there is one; null: this was one.</param>
internal readonly record struct ThrottleTurn(int Limit, int Remaining, TimeSpan? Wait);
