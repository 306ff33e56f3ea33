using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Graticule.Jobs.Access;

namespace Graticule.Server.Access;

/// <summary>
/// Remembers for a few seconds whom a key speaks for, so that a busy caller does not cost a look-up a request. A key that is revoked or
/// expires works at most that much longer. Secrets are not kept, only their hashes; wrong keys are not remembered at all.
/// </summary>
internal sealed class KnownKeys(ApiKeys keys, TimeProvider clock)
{
    public static readonly TimeSpan RememberFor = TimeSpan.FromSeconds(5);

    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, Memory> _known = new(StringComparer.Ordinal);

    /// <summary>Whom the secret speaks for, or why it does not.</summary>
    public async ValueTask<Authentication> FindAsync(string secret, CancellationToken cancellationToken)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        if (_known.TryGetValue(hash, out var memory) && clock.GetElapsedTime(memory.At) < RememberFor)
        {
            return memory.Found;
        }

        var at = clock.GetTimestamp();
        var found = await keys.AuthenticateAsync(secret, cancellationToken);
        if (found.Caller is null)
        {
            _known.TryRemove(hash, out _);
            return found;
        }

        if (_known.Count >= MostRemembered)
        {
            _known.Clear();
        }

        _known[hash] = new(found, at);
        return found;
    }

    private sealed record Memory(Authentication Found, long At);
}
