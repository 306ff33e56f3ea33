namespace Graticule.Server.Dialects.Hpc.Throttling;

/// <summary>Turns of one caller.</summary>
/// <param name="perHour">How many come an hour, and how many there can be; at least 1.</param>
/// <param name="clock">Tells how much time went by.</param>
internal sealed class TokenBucket(int perHour, TimeProvider clock)
{
    private readonly Lock _lock = new();

    private double _tokens = perHour;
    private long _filled = clock.GetTimestamp();

    public ThrottleTurn Take()
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            _tokens = Math.Min(perHour, _tokens + (clock.GetElapsedTime(_filled, now).TotalHours * perHour));
            _filled = now;
            if (_tokens < 1)
            {
                return new(perHour, 0, TimeSpan.FromHours((1 - _tokens) / perHour));
            }

            _tokens--;
            return new(perHour, (int)_tokens, null);
        }
    }
}
