using System.Text.Json;

namespace Graticule.Jobs.Execution;

/// <summary>What the pool writes to a worker's standard input, one line of JSON each.</summary>
/// <param name="Folder">The workspace.</param>
/// <param name="Cores">Threads that the job may keep busy.</param>
internal sealed record WorkerOrder(string Folder, int Cores)
{
    public string ToLine() => JsonSerializer.Serialize(this, WorkspaceJson.Default.WorkerOrder);

    public static WorkerOrder? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, WorkspaceJson.Default.WorkerOrder);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What a worker writes to its standard output, one line of JSON each.</summary>
/// <param name="Kind">What this line is about.</param>
/// <param name="Progress">Share done, 0 to 1.</param>
/// <param name="Message">The process's latest sentence; for <see cref="WorkerNewsKind.Done"/>: why the report could not be written.</param>
internal sealed record WorkerNews(WorkerNewsKind Kind, double? Progress = null, string? Message = null)
{
    public string ToLine() => JsonSerializer.Serialize(this, WorkspaceJson.Default.WorkerNews);

    /// <summary>Null for anything else that came out of the worker.</summary>
    public static WorkerNews? Parse(string line)
    {
        try
        {
            return line.StartsWith('{') ? JsonSerializer.Deserialize(line, WorkspaceJson.Default.WorkerNews) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal enum WorkerNewsKind
{
    /// <summary>Started, and waiting for the first order.</summary>
    Ready,

    Progress,

    /// <summary>The order is over and its report is written, unless the message says why not; the next one may come.</summary>
    Done,
}
