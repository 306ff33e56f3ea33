using System.Text.Json.Nodes;

namespace Graticule.Jobs.Processes;

/// <summary>A running process's whole world: its inputs, its folder, its share of the machine, and what it says back.</summary>
public sealed class JobContext(JobSpec spec, string folder, int cores, IJobEcho echo, JsonObject? settings = null)
{
    private readonly List<JobOutput> _outputs = [];

    /// <summary>Input values by name, checked against the process's schemas; a file or folder input is a path below <see cref="Folder"/>.</summary>
    public JsonObject Inputs => spec.Inputs;

    /// <summary>The attempt's own folder: output files are written here. Empty for a trivial process.</summary>
    public string Folder => folder;

    /// <summary>Threads that the process may keep busy; at least 1.</summary>
    public int Cores => cores;

    /// <summary>Memory that the process may hold, in MiB, runtime included.</summary>
    public int MemoryMiB => spec.Resources.MemoryMiB;

    /// <summary>How long the attempt may run.</summary>
    public TimeSpan WallTime => spec.Resources.WallTime;

    /// <summary>How the operator has packages run: images, container programs, limits. Opaque to the engine; empty for most of the program's own processes.</summary>
    public JsonObject Settings => field ??= settings ?? [];

    /// <summary>How finished parts of the work are kept for a later attempt; null: they are not. What is kept may be gone by then.</summary>
    public KeepRule? Keep { get; init; }

    /// <summary>Whose job it is, and their other jobs; null in a worker, which knows nothing but its order.</summary>
    public IOwnJobs? OwnJobs { get; init; }

    public IReadOnlyList<JobOutput> Outputs => _outputs;

    /// <summary>What was asked for.</summary>
    public JobSpec Spec => spec;

    /// <summary>The world of a process that this one runs as a part of itself; what it gives stays there.</summary>
    public JobContext Nest(JobSpec inner, string innerFolder) => new(inner, innerFolder, cores, echo, settings);

    /// <summary>Whether the caller asked for this output.</summary>
    public bool Wants(string output) => spec.Outputs is null || spec.Outputs.ContainsKey(output);

    /// <summary>The media type that the caller asked for, or null for the process's first.</summary>
    public string? MediaTypeOf(string output) => spec.Outputs?.GetValueOrDefault(output);

    /// <summary>Says how far the work is: 0 to 1. Cheap; may be called from any thread and as often as it suits.</summary>
    public void Report(double share, string? message = null) => echo.Progress(share, message);

    public void Log(LogLevel level, string message, JsonObject? data = null) => echo.Log(level, message, data);

    public void AddValue(string output, JsonNode? value, string mediaType = "application/json") =>
        _outputs.Add(new(output, mediaType, value));

    /// <summary>Passes on what a nested process gave.</summary>
    public void Add(JobOutput output) => _outputs.Add(output);

    /// <summary>Names a finished file in <see cref="Folder"/> as an output.</summary>
    public void AddFile(string output, string fileName, string mediaType) => _outputs.Add(new(output, mediaType, FileKey: fileName));

    /// <summary>Names a folder in <see cref="Folder"/>, with all the files in it, as an output.</summary>
    /// <param name="output">Name of the output.</param>
    /// <param name="folderName">Name of the folder.</param>
    /// <param name="mainFile">The file that speaks for all, by its path in the folder; null: none does.</param>
    /// <param name="mediaType">Media type of the main file.</param>
    public void AddFolder(string output, string folderName, string? mainFile = null, string mediaType = "application/json") =>
        _outputs.Add(new(output, mediaType, FileKey: mainFile is null ? null : $"{folderName}/{mainFile}", FolderKey: folderName));
}

/// <summary>Where a running process's news goes. Called from any thread.</summary>
public interface IJobEcho
{
    void Progress(double share, string? message);

    void Log(LogLevel level, string message, JsonObject? data = null);
}
