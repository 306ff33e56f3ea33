using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Graticule.Jobs.Access;

/// <summary>Makes, lists, revokes and recognises API keys. A secret is <c>grt_</c> and 256 random bits in base64url, 47 characters.</summary>
public sealed class ApiKeys(IKeyStore store, TimeProvider clock)
{
    private const string Prefix = "grt_";
    private const int SecretBytes = 32;
    private const int IdBytes = 6;

    private static readonly int SecretLength = Prefix.Length + Base64Url.GetEncodedLength(SecretBytes);

    /// <summary>Whether a text has the form of a secret; whether it is one, only the store knows.</summary>
    public static bool LooksLikeKey(string text) => text.Length == SecretLength && text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Makes a key. Its secret is given here and never again.</summary>
    public async Task<NewKey> CreateAsync(string owner, Scopes scopes, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var made = New(owner, scopes, expiresAt);
        await store.AddAsync(made.Key, cancellationToken);
        return made;
    }

    public Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken) => store.ListAsync(cancellationToken);

    /// <exception cref="ProblemException">NotFound when there is no such key.</exception>
    public async Task RevokeAsync(string id, CancellationToken cancellationToken)
    {
        if (!await store.RevokeAsync(id, clock.GetUtcNow(), cancellationToken))
        {
            throw new ProblemException(ProblemKind.NotFound, $"There is no key '{id}'.", id);
        }
    }

    /// <summary>Whom a secret speaks for. One that cannot be a secret is refused without a look into the store.</summary>
    public async Task<Authentication> AuthenticateAsync(string secret, CancellationToken cancellationToken)
    {
        if (!LooksLikeKey(secret))
        {
            return new(null, $"This is no API key: one begins with '{Prefix}' and has {SecretLength} characters.");
        }

        var hash = Hash(secret);
        var key = await store.FindAsync(hash, cancellationToken);
        if (key is null || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(key.Hash), Encoding.ASCII.GetBytes(hash)))
        {
            return new(null, "This API key is not known here.");
        }

        return key switch
        {
            { RevokedAt: { } revoked } => new(null, $"The API key '{key.Id}' was revoked at {revoked:u}."),
            { ExpiresAt: { } expires } when expires <= clock.GetUtcNow() => new(null, $"The API key '{key.Id}' expired at {expires:u}."),
            _ => new(new(key.Owner, key.Scopes), null),
        };
    }

    /// <summary>A key that is not stored yet.</summary>
    internal NewKey New(string owner, Scopes scopes, DateTimeOffset? expiresAt)
    {
        var secret = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var id = RandomNumberGenerator.GetHexString(2 * IdBytes, lowercase: true);
        return new(new(id, Hash(secret), owner, scopes, clock.GetUtcNow(), expiresAt, RevokedAt: null), secret);
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

/// <param name="Key">What is stored.</param>
/// <param name="Secret">What the holder sends; not stored anywhere.</param>
public sealed record NewKey(ApiKey Key, string Secret);

/// <summary>Exactly one of the two is set.</summary>
/// <param name="Caller">Who the secret speaks for.</param>
/// <param name="Refusal">Why it does not: unknown, revoked or expired.</param>
public sealed record Authentication(Caller? Caller, string? Refusal);
