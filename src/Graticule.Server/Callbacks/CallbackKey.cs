using System.Security.Cryptography;
using System.Text;

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

    private CallbackKey(string text) => _key = Encoding.ASCII.GetBytes(text);

    /// <summary>Reads the key, or makes it at the first start: 256 random bits as 64 hexadecimal digits, readable by the server's user alone.</summary>
    public static CallbackKey ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            var draft = path + ".new";
            File.Delete(draft);
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            };
            using (var writer = new StreamWriter(draft, Encoding.ASCII, options))
            {
                writer.WriteLine(RandomNumberGenerator.GetHexString(64, lowercase: true));
            }

            File.Move(draft, path);
        }

        var text = File.ReadAllText(path).Trim();
        return text.Length >= 32
            ? new(text)
            : throw new InvalidDataException($"{path} holds no key of at least 32 characters; delete it and the next start makes a new one.");
    }

    /// <summary>The value of the signature header.</summary>
    public string Sign(string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(Encoding.ASCII.GetBytes(timestamp + "."));
        hmac.AppendData(body);
        return "v1=" + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
