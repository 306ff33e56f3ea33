namespace Graticule.Jobs.Access;

/// <summary>API keys. The secret itself is never stored.</summary>
public interface IKeyStore
{
    Task AddAsync(ApiKey key, CancellationToken cancellationToken);

    /// <summary>The key whose secret has this hash, revoked and expired ones included; null if there is none.</summary>
    Task<ApiKey?> FindAsync(string hash, CancellationToken cancellationToken);

    Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken);

    /// <summary>False if there is no such key.</summary>
    Task<bool> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellationToken);
}

/// <param name="Id">Short public name, shown in lists and used to revoke.</param>
/// <param name="Hash">SHA-256 of the secret, in lower-case hexadecimal; the secret has 256 random bits, so no salt is needed.</param>
/// <param name="Owner">Subject that the key speaks for.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it stops working; null: never.</param>
/// <param name="RevokedAt">When it was taken back; null: it was not.</param>
public sealed record ApiKey(
    string Id, string Hash, string Owner, Scopes Scopes, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt);
