using System.Security.Cryptography;
using System.Text;
using Graticule.Server.Access;

namespace Graticule.Server.Callbacks;

/// <summary>
/// Signs posts, so that a receiver can tell them from forgeries. The header <c>Graticule-Signature: v1=HEX</c> is the HMAC-SHA256 of the
/// value of <c>Graticule-Timestamp</c>, a dot, and the body, with the text in the file <c>callback.key</c> as the key:
/// <code>printf '%s.%s' "$timestamp" "$body" | openssl dgst -sha256 -hmac "$(cat callback.key)"</code>
/// A receiver compares in constant time, and refuses a timestamp more than a few minutes old.
/// </summary>
internal sealed class CallbackKey
{
    private readonly byte[] _key;

    private CallbackKey(byte[] key) => _key = key;

    /// <summary>Reads the key, or makes it at the first start.</summary>
    public static CallbackKey ReadOrMake(string path) => new(KeyFile.ReadOrMake(path));

    /// <summary>The value of the signature header.</summary>
    public string Sign(string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(Encoding.ASCII.GetBytes(timestamp + "."));
        hmac.AppendData(body);
        return "v1=" + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
