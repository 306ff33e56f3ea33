namespace Graticule.Jobs.Files.Library;

/// <summary>Bytes that are whole and hashed, and no file yet; deleted when disposed of, unless they became one.</summary>
public sealed class ReceivedContent : IDisposable
{
    internal ReceivedContent(string path, ContentDigests digests)
    {
        (Path, Digests) = (path, digests);
    }

    public ContentDigests Digests { get; }

    internal string Path { get; }

    public void Dispose() => File.Delete(Path);
}
