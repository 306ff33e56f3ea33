using Graticule.Jobs;

namespace Graticule.Server.Hosting;

/// <summary>How one server runs; every member has a default that works on a laptop.</summary>
public sealed record ServerOptions
{
    /// <summary>Addresses to listen on, separated by <c>;</c>. Port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    public DataFolder Data { get; init; } = new(Path.GetFullPath("data"));

    public AccessMode Access { get; init; } = AccessMode.Open;

    /// <summary>Jobs that run at once on this machine; at least 1.</summary>
    public int Workers { get; init; } = Math.Max(2, Environment.ProcessorCount / 2);

    /// <summary>The program that workers are started with: <c>PROGRAM work</c>.</summary>
    public string WorkerProgram { get; init; } = Environment.ProcessPath ?? "graticule";
}

public enum AccessMode
{
    /// <summary>Everybody is the same anonymous caller; only on a loopback address.</summary>
    Open,

    /// <summary>Every request needs an API key.</summary>
    Keys,
}
