using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Graticule.Jobs.Access;

namespace Graticule.Server.Access;

/// <summary>
/// Finds keys by their secret, and remembers those it found for a few seconds, so that a busy caller does not cost a look-up a request.
/// A revoked key works at most that much longer; an expiry is exact. Only hashes are remembered.
/// </summary>
internal sealed class KnownKeys(IKeyStore store, TimeProvider clock)
{
    public static readonly TimeSpan RememberFor = TimeSpan.FromSeconds(5);

    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, Memory> _known = new(StringComparer.Ordinal);

    /// <summary>The key with this secret, if it works now.</summary>
    public async ValueTask<ApiKey?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        var now = clock.GetUtcNow();
        var key = _known.TryGetValue(hash, out var memory) && now < memory.Until ? memory.Key : await AskAsync(hash, now, cancellationToken);
        return key is { RevokedAt: null } && !(key.ExpiresAt <= now) ? key : null;
    }

    private async Task<ApiKey?> AskAsync(string hash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await store.FindAsync(hash, cancellationToken);
        if (found is null || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(found.Hash), Encoding.ASCII.GetBytes(hash)))
        {
            return null;
        }

        if (_known.Count >= MostRemembered)
        {
            _known.Clear();
        }

        _known[hash] = new(found, now + RememberFor);
        return found;
    }

    private sealed record Memory(ApiKey Key, DateTimeOffset Until);
}
