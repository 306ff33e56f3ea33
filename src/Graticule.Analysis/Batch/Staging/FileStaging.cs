using Graticule.Jobs;

namespace Graticule.Analysis.Batch.Staging;

/// <summary>Fills a fresh work folder: copies of files, what archives hold, and files made of templates.</summary>
/// <param name="staged">The folder, and what is put there.</param>
/// <param name="mostBytes">Most that it may come to.</param>
internal sealed class FileStaging(StagedFiles staged, long mostBytes)
{
    /// <summary>Larger files are shown where that can be; they cannot be changed then.</summary>
    private const long LargestCopy = 64L << 20;

    private readonly UnpackLimits _limits = new(mostBytes);

    /// <exception cref="ProblemException">InvalidInput, saying which file cannot be used and why.</exception>
    public async Task StageAsync(
        IEnumerable<BatchFile> files, IEnumerable<BatchTemplate> templates, IReadOnlyDictionary<string, string>? row, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            var name = SafePath.Of(file.Name);
            try
            {
                if (file.Unpack && Archives.UnpackerOf(name) is { } unpack)
                {
                    await unpack(new(staged, _limits), file.Path, cancellationToken);
                }
                else
                {
                    if (file.Unpack && Archives.DecompressorOf(name) is { } missing)
                    {
                        staged.Say($"'{name}' was left packed: there is no '{missing.Program}' on this machine to unpack it.");
                    }

                    Place(file.Path, name);
                }
            }
            catch (Exception exception) when (exception is ProblemException or IOException or InvalidDataException or UnauthorizedAccessException)
            {
                throw new ProblemException(new(ProblemKind.InvalidInput, $"The file '{name}' cannot be used: {exception.Message}", name), exception);
            }
        }

        foreach (var template in templates)
        {
            await TemplateFile.WriteAsync(template, staged, row, _limits, cancellationToken);
        }
    }

    private void Place(string path, string name)
    {
        var source = new FileInfo(path);
        if (!source.Exists)
        {
            throw new ProblemException(ProblemKind.InvalidInput, "it is not there any more.", name);
        }

        if (staged.CanMount && source.Length > LargestCopy)
        {
            staged.Mount(path, name);
            return;
        }

        // A copy, not a second name: the commands may write to it, and others use the file too. By reference where the file system can do that.
        _limits.Add(source.Length);
        var target = Path.Combine(staged.Folder, name);
        File.Copy(path, target, overwrite: true);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        staged.Note(name);
    }
}
