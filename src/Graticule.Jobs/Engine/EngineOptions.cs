namespace Graticule.Jobs.Engine;

/// <summary>How the engine runs jobs.</summary>
public sealed record EngineOptions
{
    /// <summary>Executor name of trivial jobs, which run inside the server.</summary>
    public const string Inline = "inline";

    /// <summary>Name of the executor for everything else.</summary>
    public string Executor { get; init; } = "local";

    /// <summary>How often a lost attempt of a repeatable process is made again, the first attempt included.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>How long a claim lasts without a renewal.</summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(30);
}
