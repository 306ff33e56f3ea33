using System.Text.Json;
using Graticule.Jobs.Files;

namespace Graticule.Jobs.Execution;

/// <summary>
/// The log lines of jobs: in the workspaces of their attempts while they run, in <c>jobs/{id}/log.jsonl</c> of the file store afterwards.
/// A trivial job, which runs inside the server, has none.
/// </summary>
public sealed class JobLogs(WorkspaceFolder workspaces, IFileStore files)
{
    /// <summary>Key of a finished job's log in the file store.</summary>
    public static string KeyOf(JobId job) => $"jobs/{job}/{Workspace.LogName}";

    /// <summary>Key of what a finished job used, a <see cref="JobUsage"/>; there only where somebody measured it.</summary>
    public static string UsageKeyOf(JobId job) => $"jobs/{job}/{Workspace.UsageName}";

    /// <summary>The lines from number <paramref name="fromLine"/> on, counted from 0; a line still being written is left out.</summary>
    public async Task<IReadOnlyList<LogLine>> ReadAsync(Job job, int fromLine, CancellationToken cancellationToken)
    {
        List<LogLine> lines = [];
        await using (var kept = await files.OpenAsync(KeyOf(job.Id), cancellationToken))
        {
            if (kept is not null)
            {
                await ReadAsync(kept, lines, cancellationToken);
                return [.. lines.Skip(fromLine)];
            }
        }

        foreach (var workspace in workspaces.ListOf(job.Id))
        {
            try
            {
                await using var log = Open(workspace.LogPath);
                await ReadAsync(log, lines, cancellationToken);
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                // This attempt has said nothing yet, or has just been cleared away.
            }
        }

        return [.. lines.Skip(fromLine)];
    }

    /// <summary>Puts the logs of all attempts, one after the other, where they stay.</summary>
    internal async Task KeepAsync(JobId job, CancellationToken cancellationToken)
    {
        var logs = workspaces.ListOf(job).Where(workspace => File.Exists(workspace.LogPath)).ToList();
        if (logs.Count == 0)
        {
            return;
        }

        // What is adopted is moved, and the end of an attempt may be repeated: its own log stays where it is.
        var joined = Path.Combine(workspaces.FolderOf(job), Workspace.LogName);
        File.Delete(joined);
        if (logs.Count > 1 || !Posix.TryLink(logs[0].LogPath, joined))
        {
            await JoinAsync(logs, joined, cancellationToken);
        }

        await files.AdoptAsync(KeyOf(job), joined, cancellationToken);
    }

    /// <summary>Puts what the latest attempt used beside the log, where anybody measured it.</summary>
    internal async Task KeepUsageAsync(JobId job, CancellationToken cancellationToken)
    {
        if (workspaces.ListOf(job) is [.., var latest] && File.Exists(latest.UsagePath))
        {
            var copy = Path.Combine(workspaces.FolderOf(job), Workspace.UsageName);
            File.Copy(latest.UsagePath, copy, overwrite: true);
            await files.AdoptAsync(UsageKeyOf(job), copy, cancellationToken);
        }
    }

    /// <summary>Forgets what <see cref="KeepAsync"/> kept of a job that runs once more.</summary>
    internal Task ReopenAsync(JobId job, CancellationToken cancellationToken) => files.DeleteAsync(KeyOf(job), cancellationToken);

    private static async Task JoinAsync(IEnumerable<Workspace> logs, string joined, CancellationToken cancellationToken)
    {
        await using var all = File.Create(joined);
        foreach (var workspace in logs)
        {
            await using var log = Open(workspace.LogPath);
            await log.CopyToAsync(all, cancellationToken);
        }
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private static async Task ReadAsync(Stream log, List<LogLine> lines, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(log, leaveOpen: true);
        while (await reader.ReadLineAsync(cancellationToken) is { } text)
        {
            try
            {
                if (JsonSerializer.Deserialize(text, WorkspaceJson.Default.LogLine) is { } line)
                {
                    lines.Add(line);
                }
            }
            catch (JsonException)
            {
                // The rest of a line that a killed worker, or one that is writing now, has not finished.
            }
        }
    }
}
