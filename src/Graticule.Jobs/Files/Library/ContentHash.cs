using System.Security.Cryptography;

namespace Graticule.Jobs.Files.Library;

/// <summary>Digests of bytes that arrive in order. One thread at a time.</summary>
internal sealed class ContentHash(bool withSha256) : IDisposable
{
    private const int BlockBytes = 1 << 20;

    private readonly IncrementalHash _sha512 = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
    private readonly IncrementalHash? _sha256 = withSha256 ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;

    /// <summary>Bytes that it has seen.</summary>
    public long Length { get; private set; }

    public static async Task<ContentDigests> OfFileAsync(string path, CancellationToken cancellationToken)
    {
        using var hash = new ContentHash(withSha256: false);
        await hash.AppendFileAsync(path, long.MaxValue, cancellationToken);
        return hash.Finish();
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _sha512.AppendData(bytes);
        _sha256?.AppendData(bytes);
        Length += bytes.Length;
    }

    /// <summary>Reads a file from what was seen to its end, or to a length.</summary>
    public Task AppendFileAsync(string path, long length, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
            var block = new byte[(int)Math.Clamp(RandomAccess.GetLength(file), 1, BlockBytes)];
            int count;
            while (Length < length && (count = RandomAccess.Read(file, block.AsSpan(0, (int)Math.Min(block.Length, length - Length)), Length)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Append(block.AsSpan(0, count));
            }
        },
        cancellationToken);

    /// <summary>The digests of all so far; more may be added afterwards.</summary>
    public ContentDigests Finish() => new(_sha512.GetCurrentHash(), _sha256?.GetCurrentHash());

    public void Dispose()
    {
        _sha512.Dispose();
        _sha256?.Dispose();
    }
}
