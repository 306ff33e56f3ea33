using Graticule.Jobs.Files.Library;

namespace Graticule.Server.Dialects.Hpc.Files;

/// <summary>What a client says that bytes hash to (RFC 9530): <c>sha-512=:BASE64:, sha-256=:BASE64:</c>. Other algorithms are not compared.</summary>
internal static class DigestHeaders
{
    private const int Sha512Bytes = 64;
    private const int Sha256Bytes = 32;

    /// <summary>Of the bytes of this request: of a piece, or of a whole file.</summary>
    public const string Content = "Content-Digest";

    /// <summary>Of the whole file.</summary>
    public const string Whole = "Repr-Digest";

    /// <exception cref="HpcException">400: this is no digest.</exception>
    public static ExpectedDigests Read(IHeaderDictionary headers, string name)
    {
        byte[]? sha512 = null, sha256 = null;
        foreach (var word in headers[name].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            switch (equals < 0 ? word : word[..equals].ToLowerInvariant())
            {
                case "sha-512":
                    sha512 = Bytes(word[(equals + 1)..], Sha512Bytes, name);
                    break;
                case "sha-256":
                    sha256 = Bytes(word[(equals + 1)..], Sha256Bytes, name);
                    break;
            }
        }

        return sha512 is null && sha256 is null ? ExpectedDigests.None : new(sha512, sha256);
    }

    private static byte[] Bytes(string value, int length, string name)
    {
        var bytes = new byte[length];
        return value.Length > 2 && value[0] == ':' && value[^1] == ':' && Convert.TryFromBase64String(value[1..^1], bytes, out var count) && count == length
            ? bytes
            : throw HpcErrors.Field($"/{name}", $"A digest is written as sha-512=:BASE64:, with {length} bytes in base 64 between the colons.");
    }
}
