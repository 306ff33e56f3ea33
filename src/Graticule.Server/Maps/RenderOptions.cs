namespace Graticule.Server.Maps;

/// <summary>How maps are drawn.</summary>
public sealed record RenderOptions
{
    /// <summary>The program that draws; <c>graticule</c>.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments; the path of the socket is added.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = ["render", "--socket"];

    /// <summary>Pictures drawn at once.</summary>
    public int Threads { get; init; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>Coverages written at once, beside the pictures.</summary>
    public int Writers { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Requests that may wait for their turn; more are refused.</summary>
    public int MostWaiting { get; init; } = 256;

    /// <summary>What a picture, a description or a value may take once it has its turn.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What a coverage may take.</summary>
    public TimeSpan WriteDeadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What the program may take to start.</summary>
    public TimeSpan StartDeadline { get; init; } = TimeSpan.FromSeconds(20);
}
