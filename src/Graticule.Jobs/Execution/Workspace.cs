using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Graticule.Jobs.Processes;

namespace Graticule.Jobs.Execution;

/// <summary>
/// The folder of one attempt, and the whole contract between server and worker: <c>job.json</c> and <c>inputs/</c> go in;
/// <c>log.jsonl</c>, the output files and, last and by renaming, <c>report.json</c> come out; a worker that its executor cannot hear
/// also leaves <c>progress.json</c> and <c>usage.json</c>. Every executor is "run a worker in this
/// folder", and <c>graticule run FOLDER</c> repeats an attempt by hand.
/// </summary>
public sealed record Workspace(string Path)
{
    internal const string OrderName = "job.json";
    internal const string ReportName = "report.json";
    internal const string LogName = "log.jsonl";
    internal const string ProgressName = "progress.json";
    internal const string UsageName = "usage.json";

    internal string OrderPath => System.IO.Path.Combine(Path, OrderName);

    internal string ReportPath => System.IO.Path.Combine(Path, ReportName);

    internal string LogPath => System.IO.Path.Combine(Path, LogName);

    internal string ProgressPath => System.IO.Path.Combine(Path, ProgressName);

    internal string UsagePath => System.IO.Path.Combine(Path, UsageName);

    /// <summary>Writes what the worker is to do; the folder must exist.</summary>
    public Task WriteOrderAsync(JobOrder order, CancellationToken cancellationToken) =>
        WriteAsync(OrderPath, JsonSerializer.SerializeToUtf8Bytes(order, WorkspaceJson.Default.JobOrder), cancellationToken);

    /// <exception cref="ProblemException">InvalidInput when the folder holds no readable order.</exception>
    public async Task<JobOrder> ReadOrderAsync(CancellationToken cancellationToken)
    {
        try
        {
            var text = await File.ReadAllBytesAsync(OrderPath, cancellationToken);
            return JsonSerializer.Deserialize(text, WorkspaceJson.Default.JobOrder) is { Spec: not null, Attempt: > 0 } order
                ? order
                : throw new JsonException("It lacks the attempt's number or the spec.");
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, $"'{OrderPath}' is no work order: {exception.Message}", Path), exception);
        }
    }

    /// <summary>Says how the attempt ended. The report is there whole or not at all; after a crash of the machine it may be empty, and counts for nothing.</summary>
    public Task WriteReportAsync(JobReport report, CancellationToken cancellationToken) =>
        WriteAsync(ReportPath, JsonSerializer.SerializeToUtf8Bytes(report, WorkspaceJson.Default.JobReport), cancellationToken);

    /// <summary>The report; null while there is none, and for one of which a crash of the machine has left the name alone.</summary>
    /// <exception cref="JsonException">The file is not what a worker writes.</exception>
    public async Task<JobReport?> ReadReportAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(ReportPath))
        {
            return null;
        }

        var text = await File.ReadAllBytesAsync(ReportPath, cancellationToken);
        if (!text.AsSpan().ContainsAnyExcept((byte)0))
        {
            return null;
        }

        return JsonSerializer.Deserialize(text, WorkspaceJson.Default.JobReport) is { Outputs: not null } report
            ? report
            : throw new JsonException("It lacks the outputs.");
    }

    /// <summary>Says how far the work is, to whoever cannot hear the worker.</summary>
    public Task WriteProgressAsync(ProgressNews news, CancellationToken cancellationToken) =>
        WriteAsync(ProgressPath, JsonSerializer.SerializeToUtf8Bytes(news, WorkspaceJson.Default.ProgressNews), cancellationToken);

    /// <summary>The latest progress; null where there is none, or none that can be read.</summary>
    public ProgressNews? ReadProgress() => Read(ProgressPath, WorkspaceJson.Default.ProgressNews);

    /// <summary>Says what the attempt used.</summary>
    public Task WriteUsageAsync(JobUsage usage, CancellationToken cancellationToken) =>
        WriteAsync(UsagePath, JsonSerializer.SerializeToUtf8Bytes(usage, WorkspaceJson.Default.JobUsage), cancellationToken);

    /// <summary>What the attempt used; null where nobody measured it, or nothing can be read.</summary>
    public JobUsage? ReadUsage() => Read(UsagePath, WorkspaceJson.Default.JobUsage);

    /// <summary>What is left of an attempt when a later one has begun.</summary>
    internal void DeleteAllButLog()
    {
        var folder = new DirectoryInfo(Path);
        if (!folder.Exists)
        {
            return;
        }

        foreach (var file in folder.EnumerateFiles().Where(file => file.Name != LogName))
        {
            file.Delete();
        }

        foreach (var inner in folder.EnumerateDirectories())
        {
            inner.Delete(recursive: true);
        }
    }

    private static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type);
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whole or not at all for whoever reads. Nothing waits for the disk: a crash of the machine takes what the attempt wrote as well, and what
    /// outlives the attempt is put on the disk when it is taken over.
    /// </summary>
    private static async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        var unfinished = path + ".part";
        await File.WriteAllBytesAsync(unfinished, content, cancellationToken);
        File.Move(unfinished, path, overwrite: true);
    }
}

/// <summary>What a worker finds in <c>job.json</c>.</summary>
/// <param name="Job">Which job this is, for people who look.</param>
/// <param name="Attempt">Number of the attempt, from 1.</param>
/// <param name="Spec">What to run; every reference among the inputs is resolved, file inputs being paths relative to the folder.</param>
/// <param name="Package">What the process was deployed as; null for one of the program's own.</param>
/// <param name="Settings">How packages are run at this site; see <see cref="JobContext.Settings"/>.</param>
/// <param name="Nested">The packages of nested processes, by digest; null where there are none.</param>
public sealed record JobOrder(
    JobId Job, int Attempt, JobSpec Spec, Package? Package = null, JsonObject? Settings = null, IReadOnlyDictionary<string, Package>? Nested = null)
{
    /// <summary>How finished parts are kept for the next attempt; null: they are not.</summary>
    public KeepRule? Keep { get; init; }
}
