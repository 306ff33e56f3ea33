using System.Security.Cryptography;
using System.Text;

namespace Graticule.Jobs.Inputs;

/// <summary>
/// Remote content by its hash, in <c>content/</c>, and what each URL answered last, in <c>urls/</c>. Files are read-only and are only
/// ever whole; whatever is missing or changed counts as never fetched, so the folder may be deleted at any time.
/// </summary>
/// <param name="folder">Root of the cache.</param>
/// <param name="limit">Bytes that the content is kept below; what was used longest ago goes first.</param>
/// <param name="clock">Says when content was used.</param>
internal sealed class ContentCache(string folder, long limit, TimeProvider clock)
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);

    /// <summary>No download lasts that long, so an older part is what a killed server left.</summary>
    private static readonly TimeSpan PartAge = TimeSpan.FromDays(1);

    private static readonly TimeSpan IndexAge = TimeSpan.FromDays(30);

    private readonly Lock _trimming = new();
    private DateTimeOffset _nextSweep;

    private string Contents => Path.Combine(folder, "content");

    /// <summary>What the URL answered last, if that is still here and untouched.</summary>
    public CachedContent? Find(Uri url)
    {
        try
        {
            var found = CachedContent.Read(File.ReadAllText(IndexOf(url)));
            return found is not null && IsWhole(found) ? found : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A new empty file to download into.</summary>
    public FileStream NewPart()
    {
        var parts = Path.Combine(folder, "parts");
        Directory.CreateDirectory(parts);
        return new(Path.Combine(parts, Guid.NewGuid().ToString("N")), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16, useAsync: true);
    }

    /// <summary>Takes over a downloaded file.</summary>
    /// <param name="part">The finished download.</param>
    /// <param name="content">What it is; the time of writing is filled in here.</param>
    /// <param name="asked">URL to find it by; null to keep the content but never answer from it.</param>
    public CachedContent Keep(string part, CachedContent content, Uri? asked)
    {
        var path = PathOf(content);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.SetUnixFileMode(part, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.Move(part, path, overwrite: true);
        var kept = content with { ModifiedAt = new(File.GetLastWriteTimeUtc(path)) };
        if (asked is not null)
        {
            var index = IndexOf(asked);
            Directory.CreateDirectory(Path.GetDirectoryName(index)!);
            var written = $"{index}.{Guid.NewGuid():N}";
            File.WriteAllText(written, kept.Write());
            File.Move(written, index, overwrite: true);
        }

        Trim(keep: path);
        return kept;
    }

    /// <summary>Gives the content a name of its own outside the cache.</summary>
    /// <exception cref="FileNotFoundException">It was evicted or deleted in the meantime.</exception>
    public void PlaceAt(CachedContent content, string path)
    {
        var source = PathOf(content);
        HardLink.Make(source, path);
        try
        {
            File.SetLastAccessTimeUtc(source, clock.GetUtcNow().UtcDateTime);
        }
        catch (IOException)
        {
            // Evicted just now; the other name keeps the content.
        }
    }

    private bool IsWhole(CachedContent content)
    {
        var file = new FileInfo(PathOf(content));
        return file.Exists && file.Length == content.Length && file.LastWriteTimeUtc == content.ModifiedAt.UtcDateTime;
    }

    private void Trim(string keep)
    {
        lock (_trimming)
        {
            var files = new DirectoryInfo(Contents).GetFiles("*", SearchOption.AllDirectories);
            var total = files.Sum(file => file.Length);
            foreach (var file in files.Where(file => file.FullName != keep).OrderBy(file => file.LastAccessTimeUtc))
            {
                if (total <= limit)
                {
                    break;
                }

                total -= file.Length;
                file.Delete();
            }

            if (clock.GetUtcNow() >= _nextSweep)
            {
                _nextSweep = clock.GetUtcNow() + SweepEvery;
                DeleteOlder("parts", PartAge);
                DeleteOlder("urls", IndexAge);
            }
        }
    }

    private void DeleteOlder(string name, TimeSpan age)
    {
        var all = new DirectoryInfo(Path.Combine(folder, name));
        var before = (clock.GetUtcNow() - age).UtcDateTime;
        if (all.Exists)
        {
            foreach (var file in all.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.LastWriteTimeUtc < before))
            {
                file.Delete();
            }
        }
    }

    private string PathOf(CachedContent content) => Path.Combine(Path.GetFullPath(Contents), content.Sha256[..2], content.Sha256);

    private string IndexOf(Uri url)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url.AbsoluteUri)));
        return Path.Combine(folder, "urls", hash[..2], $"{hash}.json");
    }
}
