using System.Globalization;

namespace Graticule.Jobs.Execution;

/// <summary>
/// Where the workspaces lie: <c>{root}/{job}/{attempt}/</c>. Each attempt has its own, so one that was given up can never touch a later one.
/// </summary>
public sealed class WorkspaceFolder(string root)
{
    /// <summary>Name of the folder beside the attempts in which each finds what earlier ones kept of their work.</summary>
    internal const string Kept = "kept";

    public Workspace Of(JobId job, int attempt) => new(Path.Combine(FolderOf(job), attempt.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Makes the folder of an attempt, readable by this user alone.</summary>
    public Workspace Create(JobId job, int attempt)
    {
        var workspace = Of(job, attempt);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(workspace.Path);
        }
        else
        {
            Directory.CreateDirectory(workspace.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return workspace;
    }

    /// <summary>The workspaces that a job has at present, oldest attempt first.</summary>
    public IReadOnlyList<Workspace> ListOf(JobId job)
    {
        var folder = new DirectoryInfo(FolderOf(job));
        try
        {
            return
            [
                .. folder.EnumerateDirectories()
                    .Select(found => (found.FullName, IsAttempt: int.TryParse(found.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var attempt), attempt))
                    .Where(found => found.IsAttempt)
                    .OrderBy(found => found.attempt)
                    .Select(found => new Workspace(found.FullName)),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>The jobs that have workspaces, with the moment of the latest change to the set.</summary>
    public IReadOnlyList<(JobId Job, DateTimeOffset ChangedAt)> List()
    {
        var all = new DirectoryInfo(root);
        return !all.Exists
            ? []
            : [.. all.EnumerateDirectories()
                .Select(found => (IsJob: JobId.TryParse(found.Name, out var job), job, ChangedAt: new DateTimeOffset(found.LastWriteTimeUtc, TimeSpan.Zero)))
                .Where(found => found.IsJob)
                .Select(found => (found.job, found.ChangedAt))];
    }

    /// <summary>Deletes every workspace of a job, and what attempts kept; those that are gone already do not matter.</summary>
    public void Delete(JobId job) => DeleteFolder(FolderOf(job));

    /// <summary>Deletes what attempts of a job kept for later ones.</summary>
    internal void DeleteKept(JobId job) => DeleteFolder(Path.Combine(FolderOf(job), Kept));

    private static void DeleteFolder(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Deleted before, or never made.
        }
    }

    internal string FolderOf(JobId job) => Path.Combine(root, job.ToString());
}
