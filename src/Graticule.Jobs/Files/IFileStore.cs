namespace Graticule.Jobs.Files;

/// <summary>Named bytes: uploads and results. Keys are relative paths with <c>/</c>, such as <c>jobs/ab12/ndvi.tif</c>.</summary>
public interface IFileStore
{
    /// <summary>Opens for reading at any position; null if there is no such file.</summary>
    Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken);

    /// <summary>Writes whole or not at all; replaces what was there.</summary>
    /// <exception cref="ProblemException">Unavailable when the disk is full.</exception>
    Task<StoredFile> SaveAsync(string key, Stream content, CancellationToken cancellationToken);

    /// <summary>Takes over a local file, by renaming where that is possible; replaces what was there.</summary>
    Task<StoredFile> AdoptAsync(string key, string path, CancellationToken cancellationToken);

    /// <summary>All files whose key begins with the prefix, in no order.</summary>
    IAsyncEnumerable<StoredFile> ListAsync(string prefix, CancellationToken cancellationToken);

    Task<bool> DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>A path on this machine where the file can be opened by name, for native libraries; null if there is no such file.</summary>
    string? FindPath(string key);
}

public sealed record StoredFile(string Key, long Length, DateTimeOffset ModifiedAt);
