using System.Text.Json.Nodes;
using Graticule.Jobs.Files;

namespace Graticule.Jobs.Execution;

/// <summary>Moves a folder of files from the workspace into the file store.</summary>
internal static class FolderOutput
{
    /// <summary>Most files that a folder may have.</summary>
    public const int MostFiles = 20_000;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>
    /// The folder as the job keeps it. Every file is looked at before the first one moves. The folder itself stays in the workspace, so that
    /// after a crash in the middle the files that are left follow those which were moved.
    /// </summary>
    /// <exception cref="ProblemException">ProcessFailed for what is no plain file, too many of them, or a main file that is not there.</exception>
    public static async Task<JobOutput> AdoptAsync(string key, string path, JobOutput output, IFileStore files, CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(path);
        if (folder.LinkTarget is not null || !folder.Exists)
        {
            throw Failure(output, $"'{folder.Name}' is no folder that it wrote");
        }

        foreach (var file in FindAll(folder, output))
        {
            await files.AdoptAsync($"{key}/{Path.GetRelativePath(path, file)}", file, cancellationToken);
        }

        List<StoredFile> stored = [];
        await foreach (var file in files.ListAsync(key + "/", cancellationToken))
        {
            stored.Add(file);
        }

        var kept = output with { FolderKey = key, Length = stored.Sum(file => file.Length) };
        if (output.FileKey is not { } name)
        {
            return kept with { FileKey = await ListAsync(key, stored, files, cancellationToken) };
        }

        var main = name.StartsWith(output.FolderKey + "/", StringComparison.Ordinal) ? key + name[output.FolderKey!.Length..] : null;
        return stored.Exists(file => file.Key == main) ? kept with { FileKey = main } : throw Failure(output, $"its file '{name}' is missing");
    }

    private static List<string> FindAll(DirectoryInfo root, JobOutput output)
    {
        List<string> found = [];
        Queue<DirectoryInfo> open = new([root]);
        while (open.TryDequeue(out var folder))
        {
            foreach (var entry in folder.EnumerateFileSystemInfos("*", Everything))
            {
                switch (entry)
                {
                    case { LinkTarget: not null }:
                        throw Failure(output, $"'{Path.GetRelativePath(root.FullName, entry.FullName)}' is a symbolic link, where only files can be kept");
                    case DirectoryInfo inner:
                        open.Enqueue(inner);
                        break;
                    case FileInfo file when Posix.IsRegularFile(file.FullName):
                        found.Add(file.FullName);
                        break;
                    default:
                        throw Failure(output, $"'{Path.GetRelativePath(root.FullName, entry.FullName)}' is a pipe, a socket or a device, where only files can be kept");
                }

                if (found.Count + open.Count > MostFiles)
                {
                    throw Failure(output, $"it has more than {MostFiles} files and folders; pack them into one, or write fewer");
                }
            }
        }

        return found;
    }

    /// <summary>Stands in for a main file: the paths and lengths of all files.</summary>
    private static async Task<string> ListAsync(string key, List<StoredFile> stored, IFileStore files, CancellationToken cancellationToken)
    {
        var list = new JsonArray([.. stored.OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => new JsonObject { ["path"] = file.Key[(key.Length + 1)..], ["length"] = file.Length })]);
        var text = System.Text.Encoding.UTF8.GetBytes(new JsonObject { ["files"] = list }.ToJsonString());
        return (await files.SaveAsync(key + ".files.json", new MemoryStream(text, writable: false), cancellationToken)).Key;
    }

    private static ProblemException Failure(JobOutput output, string what) =>
        new(ProblemKind.ProcessFailed, $"The output '{output.Name}' is a folder that cannot be kept: {what}.", output.Name);
}
