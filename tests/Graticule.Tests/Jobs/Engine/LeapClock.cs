namespace Graticule.Tests.Jobs.Engine;

/// <summary>The real time, until it is told to leap.</summary>
internal sealed class LeapClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
