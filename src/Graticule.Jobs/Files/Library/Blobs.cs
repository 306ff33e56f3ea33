namespace Graticule.Jobs.Files.Library;

/// <summary>
/// The bytes of users' files, by their SHA-512. A blob is put down once, whoever brings it, and deleted when no file has it; who is about to
/// make a file of it pins it, so that it does not go in between.
/// </summary>
internal sealed class Blobs(IFileStore files, IUserFileStore rows)
{
    private const string Root = "blobs/";

    private readonly SemaphoreSlim _placing = new(1);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _pins = new(StringComparer.Ordinal);

    /// <summary>Where the bytes are in the file store.</summary>
    public static string Key(string sha512) => $"{Root}{sha512.AsSpan(0, 2)}/{sha512}";

    /// <summary>Until the end of the returned pin the blob is not deleted.</summary>
    public Pin Hold(string sha512)
    {
        lock (_lock)
        {
            _pins[sha512] = _pins.GetValueOrDefault(sha512) + 1;
        }

        return new(this, sha512);
    }

    /// <summary>Moves a finished file to its place, or deletes it where there are such bytes. The caller has pinned it.</summary>
    public async Task PlaceAsync(string sha512, string path, CancellationToken cancellationToken)
    {
        await _placing.WaitAsync(cancellationToken);
        try
        {
            if (files.FindPath(Key(sha512)) is null)
            {
                await files.AdoptAsync(Key(sha512), path, CancellationToken.None);
            }
            else
            {
                File.Delete(path);
            }
        }
        finally
        {
            _placing.Release();
        }
    }

    /// <summary>Deletes the blobs of these that nobody has any more; who is about to have one keeps it.</summary>
    public async Task DropAsync(IEnumerable<string> digests)
    {
        foreach (var digest in digests.Distinct(StringComparer.Ordinal))
        {
            Task deletion;
            lock (_lock)
            {
                deletion = _pins.ContainsKey(digest) || rows.IsUsed(digest) ? Task.CompletedTask : files.DeleteAsync(Key(digest), CancellationToken.None);
            }

            await deletion;
        }
    }

    /// <summary>Deletes blobs that have been nobody's since before a moment: what a kill left between two steps.</summary>
    public async Task SweepAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await foreach (var file in files.ListAsync(Root, cancellationToken))
        {
            if (file.ModifiedAt < before)
            {
                await DropAsync([file.Key[(file.Key.LastIndexOf('/') + 1)..]]);
            }
        }
    }

    private void Release(string sha512)
    {
        lock (_lock)
        {
            if (_pins[sha512] == 1)
            {
                _pins.Remove(sha512);
            }
            else
            {
                _pins[sha512]--;
            }
        }
    }

    /// <summary>Keeps a blob until it is disposed of.</summary>
    internal readonly struct Pin(Blobs blobs, string sha512) : IDisposable
    {
        public void Dispose() => blobs.Release(sha512);
    }
}
