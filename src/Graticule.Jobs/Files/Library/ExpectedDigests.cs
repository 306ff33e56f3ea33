using System.Security.Cryptography;

namespace Graticule.Jobs.Files.Library;

/// <summary>What bytes have to hash to; null where nothing was said.</summary>
/// <param name="Sha512">64 bytes.</param>
/// <param name="Sha256">32 bytes.</param>
public sealed record ExpectedDigests(byte[]? Sha512, byte[]? Sha256)
{
    public static ExpectedDigests None { get; } = new(null, null);

    /// <summary>Compares with what was found.</summary>
    /// <exception cref="ProblemException">InvalidInput, with both values.</exception>
    public void Check(ContentDigests found)
    {
        Check("sha-512", Sha512, found.Sha512);
        Check("sha-256", Sha256, found.Sha256);
    }

    private static void Check(string algorithm, byte[]? expected, byte[]? found)
    {
        if (expected is not null && !CryptographicOperations.FixedTimeEquals(expected, found ?? []))
        {
            throw new ProblemException(
                ProblemKind.InvalidInput,
                $"The bytes that arrived have the {algorithm} :{Convert.ToBase64String(found ?? [])}:, the request says :{Convert.ToBase64String(expected)}:. Nothing was kept; send them again.",
                "Content-Digest");
        }
    }
}

/// <param name="Sha512">64 bytes.</param>
/// <param name="Sha256">32 bytes; null where nobody asked for it.</param>
public sealed record ContentDigests(byte[] Sha512, byte[]? Sha256)
{
    /// <summary>128 lower-case hexadecimal digits.</summary>
    public string Sha512Text => Convert.ToHexStringLower(Sha512);
}
