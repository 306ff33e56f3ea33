using System.Security.Cryptography;

namespace Graticule.Server.Sending;

/// <summary>Digests of parts of files.</summary>
internal static class PartDigest
{
    private const int BlockBytes = 256 << 10;

    /// <summary>SHA-512, 64 bytes.</summary>
    public static async Task<byte[]> OfAsync(string path, ByteRange range, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        var block = new byte[(int)Math.Min(BlockBytes, range.Length)];
        for (var position = range.First; position <= range.Last;)
        {
            var count = await RandomAccess.ReadAsync(file, block.AsMemory(0, (int)Math.Min(block.Length, range.Last - position + 1)), position, cancellationToken);
            if (count == 0)
            {
                throw new EndOfStreamException($"'{path}' ends early.");
            }

            hash.AppendData(block, 0, count);
            position += count;
        }

        return hash.GetHashAndReset();
    }
}
