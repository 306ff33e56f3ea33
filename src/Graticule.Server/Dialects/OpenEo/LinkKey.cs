using System.Buffers.Text;
using System.Security.Cryptography;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>
/// Makes and reads the text of links to results: <c>base64url(payload).base64url(HMAC-SHA256(payload))</c>. Whoever has the text may read
/// what it names until it expires; nobody without the key can make one.
/// </summary>
internal sealed class LinkKey(byte[] key)
{
    private const int LongestText = 8192;

    public static LinkKey ReadOrMake(string path) => new(KeyFile.ReadOrMake(path));

    public string Sign(ResultLink link)
    {
        var payload = link.Write();
        return $"{Base64Url.EncodeToString(payload)}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, payload))}";
    }

    /// <summary>Null for what this key did not sign. Says nothing of the expiry.</summary>
    public ResultLink? Read(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || text.Length > LongestText || !TryDecode(text.AsSpan(0, dot), out var payload) || !TryDecode(text.AsSpan(dot + 1), out var signature))
        {
            return null;
        }

        return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, payload), signature) ? ResultLink.Read(payload) : null;
    }

    private static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : [];
        return bytes.Length > 0;
    }
}
