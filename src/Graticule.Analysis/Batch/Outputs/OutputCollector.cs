using System.Globalization;
using Graticule.Analysis.Batch.Staging;
using Graticule.Jobs.Execution;

namespace Graticule.Analysis.Batch.Outputs;

/// <summary>
/// Takes what a run left out of its work folder: each file is read once, for its checksum, and moved. When it begins, the run's commands are dead.
/// </summary>
/// <param name="folder">The attempt's folder.</param>
/// <param name="isSweep">Whether there are several runs.</param>
/// <param name="run">Number of the run.</param>
internal sealed class OutputCollector(BatchFolder folder, bool isSweep, int run)
{
    /// <summary>Most files of one run.</summary>
    private const int MostFiles = 15_000;

    private const int MostNotes = 20;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    private readonly List<BatchOutput> _files = [];
    private readonly List<string> _notes = [];
    private readonly List<(string Path, string FullName)> _links = [];
    private int _left;

    /// <summary>What was kept; what could not be is named.</summary>
    public async Task<(IReadOnlyList<BatchOutput> Files, IReadOnlyList<string> Notes)> CollectAsync(StagedFiles staged, CancellationToken cancellationToken)
    {
        await KeepAsync(BatchNames.Log, folder.LogOf(run), cancellationToken);
        foreach (var (path, file) in Find(staged))
        {
            await KeepAsync(path, file.FullName, cancellationToken);
        }

        foreach (var (path, fullName) in _links)
        {
            KeepLink(path, fullName);
        }

        if (_left > 0)
        {
            _notes.Add(string.Create(CultureInfo.InvariantCulture, $"{_left} more entries of run {run} were not kept."));
        }

        // What is said of inputs is the same for all runs.
        return (_files, run == 1 ? [.. staged.Notes, .. _notes] : _notes);
    }

    private List<(string Path, FileInfo File)> Find(StagedFiles staged)
    {
        List<(string Path, FileInfo File)> found = [];
        Queue<DirectoryInfo> open = new([new DirectoryInfo(staged.Folder)]);
        while (open.TryDequeue(out var next))
        {
            foreach (var entry in next.EnumerateFileSystemInfos("*", Everything))
            {
                var path = Path.GetRelativePath(staged.Folder, entry.FullName);
                switch (entry)
                {
                    case { LinkTarget: not null }:
                        _links.Add((path, entry.FullName));
                        break;
                    case DirectoryInfo inner:
                        open.Enqueue(inner);
                        break;
                    case FileInfo file when path == BatchNames.Log || staged.IsUntouched(path, file.Length, file.LastWriteTimeUtc):
                        break;
                    case FileInfo file when found.Count < MostFiles && IsName(path) && OpenedFile.IsPlain(file.FullName):
                        found.Add((path, file));
                        break;
                    default:
                        Leave(path, "is no plain file, has no name that can be written, or is one too many");
                        break;
                }
            }
        }

        return found;
    }

    private async Task KeepAsync(string path, string from, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{run}-{_files.Count}");
        var target = Path.Combine(folder.Collected, name);
        File.Move(from, target);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var (length, hash) = await Checksum.OfAsync(target, cancellationToken);
        _files.Add(new(run, path, name, length, hash));
    }

    /// <summary>A link to a file of the run is that file under another name; where it leads elsewhere, nobody looks.</summary>
    private void KeepLink(string path, string fullName)
    {
        var home = isSweep ? folder.WorkOf(run, isSweep) : folder.Work;
        var target = Path.GetRelativePath(home, Path.GetFullPath(new FileInfo(fullName).LinkTarget!, Path.GetDirectoryName(fullName)!));
        if (_files.Find(file => file.Path == target && file.Path != BatchNames.Log) is { } found && IsName(path))
        {
            _files.Add(found with { Path = path });
        }
        else
        {
            Leave(path, "is a symbolic link to something that is no file of the run");
        }
    }

    private static bool IsName(string path) => !path.Any(char.IsControl) && !path.Contains('\uFFFD', StringComparison.Ordinal);

    private void Leave(string path, string why)
    {
        if (_notes.Count < MostNotes)
        {
            _notes.Add($"'{string.Concat(path.Select(letter => char.IsControl(letter) ? '?' : letter))}' of run {run.ToString(CultureInfo.InvariantCulture)} was not kept: it {why}.");
        }
        else
        {
            _left++;
        }
    }
}
