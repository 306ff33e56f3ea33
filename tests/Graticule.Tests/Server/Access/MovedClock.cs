namespace Graticule.Tests.Server.Access;

/// <summary>A clock that stands until it is moved, by the wall and as a stopwatch alike.</summary>
internal sealed class MovedClock : TimeProvider
{
    private TimeSpan _gone;

    public static DateTimeOffset Start { get; } = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + _gone;

    public override long GetTimestamp() => _gone.Ticks;

    public void Move(TimeSpan by) => _gone += by;
}
