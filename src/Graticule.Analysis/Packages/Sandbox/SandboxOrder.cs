namespace Graticule.Analysis.Packages.Sandbox;

/// <summary>A command to be run within limits.</summary>
public sealed record SandboxOrder
{
    /// <summary>Program and arguments: the container program's command line.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    public required SandboxLimits Limits { get; init; }

    /// <summary>Folders that the command can write to; what is in them when it starts does not count.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>File that gets what the command prints.</summary>
    public required string LogPath { get; init; }

    /// <summary>Gets all that is printed, standard error among it, as it comes; the log file is not written then. Null: lines, into the log file.</summary>
    public Func<Stream, Task>? Printed { get; init; }

    /// <summary>What the command can read as file 9, where <see cref="Printed"/> is set: so that it is in no list of processes.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>Asks all that runs to end (SIGTERM); what is still there after <see cref="Grace"/> is killed.</summary>
    public CancellationToken Stop { get; init; }

    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The command line that ends what outlived the command; null where nothing can.</summary>
    public IReadOnlyList<string>? Remove { get; init; }

    /// <summary>Whether anybody asks for <see cref="SandboxResult.Cpu"/>: it may take a control group of its own.</summary>
    public bool CountsTime { get; init; } = true;

    /// <summary>Told each line that is printed, without its end, from any thread.</summary>
    public Action<string>? Heard { get; init; }
}

/// <summary>What a command may use. What goes beyond is killed, with all that it started.</summary>
/// <param name="MemoryMiB">Memory of all its processes, in MiB.</param>
/// <param name="Processes">Processes at once.</param>
/// <param name="DiskMiB">What it writes, in MiB; also the largest single file.</param>
/// <param name="WallTime">How long it may run.</param>
public sealed record SandboxLimits(int MemoryMiB, int Processes, int DiskMiB, TimeSpan WallTime)
{
    /// <summary>Most files and folders that it may make.</summary>
    public int Files { get; init; } = 500_000;

    /// <summary>Processors' worth of time, where control groups can hold it; null: all there are.</summary>
    public int? Cores { get; init; }

    /// <summary>Largest log, in MiB; what is printed beyond is dropped.</summary>
    public int LogMiB { get; init; } = 16;
}

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit code; 128 + n for a death by signal n.</param>
/// <param name="Reason">Why it was stopped, as a sentence; null when it ended by itself.</param>
/// <param name="Wall">How long it ran.</param>
/// <param name="Cpu">Processor time of all its processes; null when they were no descendants of this one.</param>
/// <param name="PeakMiB">Most memory held at once, in MiB, as far as it was seen.</param>
/// <param name="LastLines">The end of its standard error; of its standard output when it printed no error.</param>
public sealed record SandboxResult(
    int ExitCode, string? Reason, TimeSpan Wall, TimeSpan? Cpu, double? PeakMiB, IReadOnlyList<string> LastLines);
