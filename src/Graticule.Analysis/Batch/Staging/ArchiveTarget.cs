using Graticule.Jobs;

namespace Graticule.Analysis.Batch.Staging;

/// <summary>
/// Where the entries of an archive go. Links are made when all files are there, so that nothing is ever written through one; they must lead
/// to something in the folder.
/// </summary>
internal sealed class ArchiveTarget(StagedFiles staged, UnpackLimits limits)
{
    private const int BufferSize = 128 * 1024;

    private readonly List<(string Name, string Target)> _links = [];

    /// <summary>Counts bytes that go nowhere.</summary>
    public void Count(int bytes) => limits.Add(bytes);

    public void AddFolder(string name)
    {
        limits.AddEntry();
        if (SafePath.Of(name) is { Length: > 0 } path)
        {
            Directory.CreateDirectory(Path.Combine(staged.Folder, path));
        }
    }

    /// <param name="name">As the archive has it.</param>
    /// <param name="content">Read to its end.</param>
    /// <param name="isExecutable">Whether it is a program.</param>
    /// <param name="modifiedAt">As the archive has it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task AddFileAsync(string name, Stream? content, bool isExecutable, DateTimeOffset modifiedAt, CancellationToken cancellationToken)
    {
        limits.AddEntry();
        var path = Named(name);
        var target = Path.Combine(staged.Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await using (var file = new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: false))
        {
            var buffer = new byte[BufferSize];
            while (content is not null && await content.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                limits.Add(count);
                await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            }
        }

        if (isExecutable && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        File.SetLastWriteTimeUtc(target, modifiedAt.UtcDateTime);
        staged.Note(path);
    }

    /// <summary>A second name for a file of the archive.</summary>
    public async Task AddCopyAsync(string name, string original, CancellationToken cancellationToken)
    {
        var path = Path.Combine(staged.Folder, Named(original));
        if (!File.Exists(path))
        {
            throw Refused(name, $"is a link to '{original}', which the archive does not have before it");
        }

        await using var content = File.OpenRead(path);
        await AddFileAsync(name, content, isExecutable: false, new DateTimeOffset(File.GetLastWriteTimeUtc(path)), cancellationToken);
    }

    public void AddLink(string name, string target)
    {
        limits.AddEntry();
        var path = Named(name);
        var folder = Path.GetDirectoryName(path) ?? "";
        if (target.Length == 0 || target.StartsWith('/') || !IsInside(folder, target))
        {
            throw Refused(name, $"is a link to '{target}', which is not in the work folder");
        }

        _links.Add((path, target));
    }

    /// <exception cref="ProblemException">What the entry is cannot be kept.</exception>
    public static void Refuse(string name, string what) => throw Refused(name, $"is {what}; archives may have files, folders and links");

    /// <summary>Makes the links. A file in the place of one stays.</summary>
    public void Finish()
    {
        foreach (var (name, target) in _links)
        {
            var path = Path.Combine(staged.Folder, name);
            if (!Path.Exists(path) && new FileInfo(path).LinkTarget is null && HasPlainParents(name))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.CreateSymbolicLink(path, target);
            }
        }
    }

    private static bool IsInside(string folder, string target)
    {
        var depth = folder.Split('/', StringSplitOptions.RemoveEmptyEntries).Length;
        foreach (var part in target.Split('/').Where(part => part is not ("" or ".")))
        {
            depth += part == ".." ? -1 : 1;
            if (depth < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether no folder above is one of the links.</summary>
    private bool HasPlainParents(string name)
    {
        for (var parent = Path.GetDirectoryName(name); !string.IsNullOrEmpty(parent); parent = Path.GetDirectoryName(parent))
        {
            if (new FileInfo(Path.Combine(staged.Folder, parent)).LinkTarget is not null)
            {
                return false;
            }
        }

        return true;
    }

    private static string Named(string name) => SafePath.Of(name) is { Length: > 0 } path ? path : throw Refused(name, "is no name of a file");

    private static ProblemException Refused(string name, string why) => new(ProblemKind.InvalidInput, $"its entry '{name}' {why}.", name);
}
