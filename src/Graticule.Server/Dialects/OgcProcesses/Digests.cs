using System.Collections.Concurrent;
using System.Security.Cryptography;
using Graticule.Jobs.Files;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>Digests of stored files, made when somebody asks and remembered for as long as the file is the same.</summary>
internal sealed class Digests(IFileStore files)
{
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<(string Key, long Length, DateTime Modified), FileDigest> _known = new();

    /// <summary>Null when there is no such file.</summary>
    public async Task<FileDigest?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await using var content = await files.OpenAsync(key, cancellationToken);
        if (content is null)
        {
            return null;
        }

        var modified = files.FindPath(key) is { } path ? File.GetLastWriteTimeUtc(path) : default;
        var identity = (key, content.Length, modified);
        if (_known.TryGetValue(identity, out var known))
        {
            return known;
        }

        var digest = new FileDigest(content.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)));
        if (_known.Count >= MostKept)
        {
            _known.Clear();
        }

        return _known[identity] = digest;
    }
}
