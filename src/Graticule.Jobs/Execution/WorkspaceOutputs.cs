using Graticule.Jobs.Files;

namespace Graticule.Jobs.Execution;

/// <summary>Moves the files and folders that a report names from the workspace into the file store, as <c>jobs/{id}/{name}</c>.</summary>
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
        Dictionary<string, JobOutput> adopted = new(StringComparer.Ordinal);
        try
        {
            return await AdoptAsync(job, workspace, outputs, adopted, files, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await DeleteAsync(job, [.. adopted.Values], files, cancellationToken);
            foreach (var name in outputs.Select(output => output.FolderKey).OfType<string>().Where(name => !adopted.ContainsKey(name) && IsPlain(name)))
            {
                await DeleteFolderAsync($"jobs/{job}/{name}", files, cancellationToken);
            }

            throw;
        }
    }

    /// <summary>Deletes what was adopted.</summary>
    public static async Task DeleteAsync(JobId job, IReadOnlyList<JobOutput> outputs, IFileStore files, CancellationToken cancellationToken)
    {
        foreach (var output in outputs)
        {
            if (output.FileKey is { } key)
            {
                await files.DeleteAsync(key, cancellationToken);
            }

            if (output.FolderKey is { } folder && folder.StartsWith($"jobs/{job}/", StringComparison.Ordinal))
            {
                await DeleteFolderAsync(folder, files, cancellationToken);
            }
        }
    }

    private static async Task DeleteFolderAsync(string folder, IFileStore files, CancellationToken cancellationToken)
    {
        var all = await files.ListAsync(folder + "/", cancellationToken).ToListAsync(cancellationToken);
        foreach (var file in all)
        {
            await files.DeleteAsync(file.Key, cancellationToken);
        }
    }

    private static bool IsPlain(string name) => name.Length is > 0 and <= 200
        && name[0] != '.'
        && !name.Any(letter => letter is '/' or '\\' || char.IsControl(letter))
        && name is not (Workspace.OrderName or Workspace.ReportName or Workspace.LogName or "inputs.json");

    /// <summary>The output's place in the workspace: a plain name there.</summary>
    /// <exception cref="ProblemException">ProcessFailed.</exception>
    private static string PathOf(Workspace workspace, JobOutput output, string name) => IsPlain(name)
        ? Path.Combine(workspace.Path, name)
        : throw new ProblemException(
            ProblemKind.ProcessFailed, $"The process names '{name}' as the file of its output '{output.Name}'; it must be a plain name in the job's folder.", output.Name);

    private static async Task<IReadOnlyList<JobOutput>> AdoptAsync(
        JobId job, Workspace workspace, IReadOnlyList<JobOutput> outputs, Dictionary<string, JobOutput> adopted, IFileStore files,
        CancellationToken cancellationToken)
    {
        List<JobOutput> kept = [];
        foreach (var output in outputs)
        {
            if ((output.FolderKey ?? output.FileKey) is not { } name)
            {
                kept.Add(output);
                continue;
            }

            if (!adopted.TryGetValue(name, out var stored))
            {
                var (key, path) = ($"jobs/{job}/{name}", PathOf(workspace, output, name));
                stored = output.FolderKey is null
                    ? await AdoptFileAsync(key, path, output, files, cancellationToken)
                    : await FolderOutput.AdoptAsync(key, path, output, files, cancellationToken);
                adopted.Add(name, stored);
            }

            kept.Add(output with { FileKey = stored.FileKey, FolderKey = stored.FolderKey, Length = stored.Length });
        }

        return kept;
    }

    private static async Task<JobOutput> AdoptFileAsync(string key, string path, JobOutput output, IFileStore files, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null)
        {
            throw new ProblemException(
                ProblemKind.ProcessFailed, $"The process left a symbolic link as the file of its output '{output.Name}'; it must be a file.", output.Name);
        }

        if (file.Exists)
        {
            return output with { FileKey = key, Length = (await files.AdoptAsync(key, path, cancellationToken)).Length };
        }

        await using var earlier = await files.OpenAsync(key, cancellationToken);
        return earlier is not null
            ? output with { FileKey = key, Length = earlier.Length }
            : throw new ProblemException(
                ProblemKind.ProcessFailed, $"The process names '{file.Name}' as the file of its output '{output.Name}', but wrote no such file.", output.Name);
    }
}
