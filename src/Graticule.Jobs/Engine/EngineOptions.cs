using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Jobs.Engine;

/// <summary>How the engine runs jobs.</summary>
public sealed record EngineOptions
{
    /// <summary>Executor name of trivial jobs, which run inside the server.</summary>
    public const string Inline = "inline";

    /// <summary>Name of the executor for everything else.</summary>
    public string Executor { get; init; } = "local";

    /// <summary>Names of all executors that this server has.</summary>
    public IReadOnlyList<string> Executors { get; init; } = ["local"];

    /// <summary>Goes with the order of each deployed process: see <see cref="JobContext.Settings"/>.</summary>
    public JsonObject? PackageSettings { get; init; }

    /// <summary>By process id: goes with the order of that one of the program's own processes.</summary>
    public IReadOnlyDictionary<string, JsonObject> ProcessSettings { get; init; } = new Dictionary<string, JsonObject>(StringComparer.Ordinal);

    /// <summary>How often a lost attempt of a repeatable process is made again, the first attempt included.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>How long an attempt runs before it keeps finished windows for the next one.</summary>
    public TimeSpan KeepAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Bound of the finished windows that are kept of one job, in bytes; 0: none are.</summary>
    public long KeepBytes { get; init; } = 4L << 30;

    /// <summary>How long a claim lasts without a renewal.</summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether no other server uses this store, so that whatever is leased when this one starts was leased by a dead run of it and can be
    /// taken over at once.
    /// </summary>
    public bool IsAlone { get; init; } = true;

    /// <summary>How often the scheduler looks into the queue without having been woken.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Least time between two writes of one job's progress.</summary>
    public TimeSpan ProgressEvery { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The executor that a process asks for, where this server has it.</summary>
    internal string ExecutorFor(ProcessDescription process) =>
        process.Executor is { } wanted && Executors.Contains(wanted, StringComparer.Ordinal) ? wanted : Executor;
}
