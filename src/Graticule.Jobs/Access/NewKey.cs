using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Graticule.Jobs.Access;

/// <summary>A key just made: the only moment at which its secret is known.</summary>
/// <param name="Key">What is stored.</param>
/// <param name="Secret">What the caller sends; <c>grat_</c> and 256 random bits as base64url.</param>
public sealed record NewKey(ApiKey Key, string Secret)
{
    /// <param name="owner">Subject that the key speaks for.</param>
    /// <param name="scopes">What it may do.</param>
    /// <param name="lifetime">How long it works; null: until it is revoked.</param>
    /// <param name="clock">Says what time it is.</param>
    public static NewKey Make(string owner, Scopes scopes, TimeSpan? lifetime, TimeProvider clock)
    {
        var secret = "grat_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var now = clock.GetUtcNow();
        return new(new(id, Hash(secret), owner, scopes, now, now + lifetime, RevokedAt: null), secret);
    }

    /// <summary>What is stored of a secret, and looked up.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
