using System.Security.Cryptography;

namespace Graticule.Cli.Client.Files;

/// <summary>A file of this machine, with what it hashes to.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">What the server is to call it.</param>
/// <param name="Type">What it is for, as the API numbers that.</param>
/// <param name="Size">In bytes, while it was hashed.</param>
/// <param name="Sha512">64 bytes.</param>
internal sealed record LocalFile(string Path, string Name, int Type, long Size, byte[] Sha512)
{
    private const int Buffer = 1 << 20;

    /// <summary>The same for the same bytes under the same name: who begins again goes on where he was, and nothing needs to be kept for that here.</summary>
    public string Upload => Convert.ToHexStringLower(SHA256.HashData([.. Sha512, .. System.Text.Encoding.UTF8.GetBytes($"{Type} {Name}")]))[..40];

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="type">What it is for.</param>
    /// <param name="took">Told how many bytes were read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<LocalFile> ReadAsync(string path, int type, Action<long> took, CancellationToken cancellationToken)
    {
        var (hash, size) = await HashAsync(path, took, cancellationToken);
        return new(path, System.IO.Path.GetFileName(path), type, size, hash);
    }

    /// <summary>What a file hashes to, and its size.</summary>
    public static async Task<(byte[] Sha512, long Size)> HashAsync(string path, Action<long> took, CancellationToken cancellationToken)
    {
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        var buffer = new byte[Buffer];
        var size = 0L;
        for (int count; (count = await file.ReadAsync(buffer, cancellationToken)) > 0; size += count)
        {
            hash.AppendData(buffer, 0, count);
            took(count);
        }

        return (hash.GetHashAndReset(), size);
    }
}
