using Graticule.Jobs.Files;

namespace Graticule.Jobs.Execution;

/// <summary>Moves the files that a report names from the workspace into the file store, as <c>jobs/{id}/{name}</c>.</summary>
internal static class WorkspaceOutputs
{
    /// <summary>
    /// The outputs as the job keeps them: all, or after an exception none. May be repeated after a crash in its middle: a file that is
    /// already in the store, and no longer in the workspace, was moved then.
    /// </summary>
    /// <exception cref="ProblemException">ProcessFailed when a name leaves the folder or there is no such file; Unavailable when the disk is full.</exception>
    public static async Task<IReadOnlyList<JobOutput>> AdoptAsync(
        JobId job, Workspace workspace, IReadOnlyList<JobOutput> outputs, IFileStore files, CancellationToken cancellationToken)
    {
        Dictionary<string, StoredFile> adopted = new(StringComparer.Ordinal);
        try
        {
            return await AdoptAsync(job, workspace, outputs, adopted, files, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            foreach (var stored in adopted.Values)
            {
                await files.DeleteAsync(stored.Key, cancellationToken);
            }

            throw;
        }
    }

    /// <summary>The outputs' places in the workspace, each checked to be a plain file there.</summary>
    /// <exception cref="ProblemException">ProcessFailed.</exception>
    private static string PathOf(Workspace workspace, JobOutput output)
    {
        var name = output.FileKey!;
        var isPlain = name.Length is > 0 and <= 200
            && name[0] != '.'
            && !name.Any(letter => letter is '/' or '\\' || char.IsControl(letter))
            && name is not (Workspace.OrderName or Workspace.ReportName or Workspace.LogName or "inputs.json");
        return isPlain
            ? Path.Combine(workspace.Path, name)
            : throw new ProblemException(
                ProblemKind.ProcessFailed, $"The process names '{name}' as the file of its output '{output.Name}'; it must be a plain name in the job's folder.", output.Name);
    }

    private static async Task<IReadOnlyList<JobOutput>> AdoptAsync(
        JobId job, Workspace workspace, IReadOnlyList<JobOutput> outputs, Dictionary<string, StoredFile> adopted, IFileStore files,
        CancellationToken cancellationToken)
    {
        List<JobOutput> kept = [];
        foreach (var output in outputs)
        {
            if (output.FileKey is not { } name)
            {
                kept.Add(output);
                continue;
            }

            if (!adopted.TryGetValue(name, out var stored))
            {
                stored = await AdoptAsync($"jobs/{job}/{name}", PathOf(workspace, output), output, files, cancellationToken);
                adopted.Add(name, stored);
            }

            kept.Add(output with { FileKey = stored.Key, Length = stored.Length });
        }

        return kept;
    }

    private static async Task<StoredFile> AdoptAsync(string key, string path, JobOutput output, IFileStore files, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null)
        {
            throw new ProblemException(
                ProblemKind.ProcessFailed, $"The process left a symbolic link as the file of its output '{output.Name}'; it must be a file.", output.Name);
        }

        if (file.Exists)
        {
            return await files.AdoptAsync(key, path, cancellationToken);
        }

        await using var earlier = await files.OpenAsync(key, cancellationToken);
        return earlier is not null
            ? new(key, earlier.Length, new(file.LastWriteTimeUtc, TimeSpan.Zero))
            : throw new ProblemException(
                ProblemKind.ProcessFailed, $"The process names '{file.Name}' as the file of its output '{output.Name}', but wrote no such file.", output.Name);
    }
}
