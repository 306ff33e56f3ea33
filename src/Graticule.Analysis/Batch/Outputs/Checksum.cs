using System.Security.Cryptography;

namespace Graticule.Analysis.Batch.Outputs;

/// <summary>Size and SHA-512 of a file, in one pass.</summary>
internal static class Checksum
{
    private const int BufferSize = 1 << 20;

    /// <summary>The hash is in lower-case hexadecimal.</summary>
    public static async Task<(long Length, string Sha512)> OfAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        var buffer = new byte[(int)Math.Clamp(file.Length, 1, BufferSize)];
        var length = 0L;
        while (await file.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            hash.AppendData(buffer, 0, count);
            length += count;
        }

        return (length, Convert.ToHexStringLower(hash.GetCurrentHash()));
    }
}
