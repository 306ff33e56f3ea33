using System.IO.Enumeration;

namespace Graticule.Jobs.Files;

/// <summary>
/// Files below one folder, each under its key. Symbolic links are never followed: what is reached through one does not exist here.
/// A file gets its name only when all its content is on the disk.
/// </summary>
public sealed class FolderFileStore : IFileStore
{
    /// <summary>Where files are written before they get their name; nothing in it outlives a start.</summary>
    private const string PartFolder = ".part";

    private const int BufferSize = 128 * 1024;

    /// <summary>Held where a folder is made for a file or deleted because it is empty, so that neither comes in between the other's steps.</summary>
    private readonly Lock _folders = new();

    private readonly string _root;
    private readonly string _parts;

    /// <summary>Makes the folder where it is missing, and deletes what an earlier run left unfinished.</summary>
    /// <exception cref="ProblemException">Unavailable when the folder cannot be made or written.</exception>
    public FolderFileStore(string root)
    {
        _root = Path.GetFullPath(root);
        _parts = Path.Combine(_root, PartFolder);
        Guarded(_root, () =>
        {
            if (Directory.Exists(_parts))
            {
                Directory.Delete(_parts, recursive: true);
            }

            return Directory.CreateDirectory(_parts);
        });
    }

    public Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (FindPath(key) is not { } path)
        {
            return Task.FromResult<Stream?>(null);
        }

        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);
            return Task.FromResult<Stream?>(stream);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public async Task<StoredFile> SaveAsync(string key, Stream content, CancellationToken cancellationToken)
    {
        var target = Target(key);
        var part = NewPart();
        try
        {
            await WriteAsync(part, key, content, cancellationToken);
            return Publish(part, key, target);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The file is copied where it lies on another file system, and stays where it was when it cannot be stored. A symbolic link is refused.
    /// </remarks>
    public Task<StoredFile> AdoptAsync(string key, string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var target = Target(key);
        if (!IsPlainFile(path))
        {
            throw new ProblemException(ProblemKind.NotFound, $"There is no file '{Path.GetFileName(path)}' to store as '{key}'.", key);
        }

        return Task.FromResult(Guarded(key, () =>
        {
            if (!IsStored(path))
            {
                Flush(path);
            }

            var file = new FileInfo(path);
            var stored = new StoredFile(key, file.Length, new(file.LastWriteTimeUtc));
            return TryRename(path, target) ? stored : CopyAndDelete(path, key, target);
        }));
    }

    public IAsyncEnumerable<StoredFile> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        var cut = prefix.LastIndexOf('/');
        if (cut >= 0)
        {
            FileKey.Check(prefix[..cut]);
        }

        var folder = cut < 0 ? _root : PathOf(prefix[..cut]);
        return IsInside(folder) && Directory.Exists(folder) ? Enumerate(folder, prefix).ToAsyncEnumerable() : AsyncEnumerable.Empty<StoredFile>();
    }

    public Task<bool> DeleteAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (FindPath(key) is not { } path)
        {
            return Task.FromResult(false);
        }

        File.Delete(path);
        Prune(Path.GetDirectoryName(path)!);
        return Task.FromResult(true);
    }

    public string? FindPath(string key)
    {
        FileKey.Check(key);
        var path = PathOf(key);
        return !IsReserved(key) && IsInside(path) && IsPlainFile(path) ? path : null;
    }

    /// <summary>Whether a file has a name in this store already, and so is on the disk.</summary>
    private bool IsStored(string path) => path.StartsWith(_root + "/", StringComparison.Ordinal) && !path.StartsWith(_parts + "/", StringComparison.Ordinal);

    private static bool IsPlainFile(string path) => new FileInfo(path) is { Exists: true, LinkTarget: null };

    private static bool IsReserved(string key) => key == PartFolder || key.StartsWith(PartFolder + "/", StringComparison.Ordinal);

    /// <summary>A failure to read the content is the sender's, and passes as it is.</summary>
    private static async Task WriteAsync(string part, string key, Stream content, CancellationToken cancellationToken)
    {
        await using var file = Guarded(key, () => new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true));
        var buffer = new byte[BufferSize];
        int count;
        while ((count = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await WriteAsync(file, key, buffer.AsMemory(0, count), cancellationToken);
        }

        Guarded(key, () =>
        {
            file.Flush(flushToDisk: true);
            return true;
        });
    }

    private static async Task WriteAsync(FileStream file, string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await file.WriteAsync(bytes, cancellationToken);
        }
        catch (IOException exception)
        {
            throw DiskFault.Problem(key, exception);
        }
    }

    private static T Guarded<T>(string key, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DiskFault.Problem(key, exception);
        }
    }

    /// <summary>Gives a finished file its name, which replaces an older one in one step.</summary>
    private StoredFile Publish(string part, string key, string target)
    {
        return Guarded(key, () =>
        {
            var finished = new FileInfo(part);
            var stored = new StoredFile(key, finished.Length, new(finished.LastWriteTimeUtc));
            lock (_folders)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Move(part, target, overwrite: true);
            }

            return stored;
        });
    }

    /// <summary>From the one name to the other in one step, so that a crash leaves the file under one of them; false across file systems.</summary>
    private bool TryRename(string path, string target)
    {
        lock (_folders)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Delete(target);
            try
            {
                // Unlike File.Move, this one renames or fails: it never copies.
                Directory.Move(path, target);
                return true;
            }
            catch (IOException) when (File.Exists(path))
            {
                return false;
            }
        }
    }

    /// <summary>The file has both names for a moment, never none.</summary>
    private StoredFile CopyAndDelete(string path, string key, string target)
    {
        var part = NewPart();
        try
        {
            File.Copy(path, part);
            Flush(part);
            var stored = Publish(part, key, target);
            File.Delete(path);
            return stored;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static void Flush(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    private string NewPart() => Path.Combine(_parts, Guid.NewGuid().ToString("N"));

    private string PathOf(string key) => Path.Combine(_root, key);

    /// <summary>The path that a file of this key will have.</summary>
    private string Target(string key)
    {
        FileKey.Check(key);
        var path = PathOf(key);
        if (IsReserved(key) || !IsInside(path))
        {
            throw new ProblemException(ProblemKind.InvalidInput, $"'{key}' cannot be the name of a file: it leads into a part of the store that is not for files.", key);
        }

        return Directory.Exists(path)
            ? throw new ProblemException(ProblemKind.Conflict, $"'{key}' is a folder; a file there needs a name below it.", key)
            : path;
    }

    /// <summary>Whether no part of the path below the root is a symbolic link.</summary>
    private bool IsInside(string path)
    {
        for (var current = path; current.Length > _root.Length; current = Path.GetDirectoryName(current)!)
        {
            if (new FileInfo(current).LinkTarget is not null)
            {
                return false;
            }
        }

        return true;
    }

    private FileSystemEnumerable<StoredFile> Enumerate(string folder, string prefix)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return new(folder, (ref FileSystemEntry entry) => new(KeyOf(ref entry), entry.Length, entry.LastWriteTimeUtc), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && KeyOf(ref entry).StartsWith(prefix, StringComparison.Ordinal),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => KeyOf(ref entry) is var key && !IsReserved(key)
                && (key.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(key + "/", StringComparison.Ordinal)),
        };
    }

    private static bool IsEmpty(string folder) => Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any();

    private string KeyOf(ref FileSystemEntry entry) => Path.GetRelativePath(_root, entry.ToFullPath());

    /// <summary>Deletes folders that hold nothing any more, upwards.</summary>
    private void Prune(string folder)
    {
        lock (_folders)
        {
            for (var current = folder; current.Length > _root.Length && IsEmpty(current); current = Path.GetDirectoryName(current)!)
            {
                Directory.Delete(current);
            }
        }
    }
}
