using Graticule.Jobs.Access;

namespace Graticule.Server.Access;

/// <summary>
/// API keys, remembered for a few seconds: a key that is revoked or expires works at most that much longer. Wrong keys are not remembered at all.
/// </summary>
internal sealed class KnownKeys(ApiKeys keys, TimeProvider clock) : ITokenReader
{
    public static readonly TimeSpan RememberFor = TimeSpan.FromSeconds(5);

    private readonly TokenMemory _known = new(clock);

    private Owners? _owners;

    public async ValueTask<Authentication?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (!ApiKeys.LooksLikeKey(token))
        {
            return null;
        }

        var hash = TokenMemory.Hash(token);
        if (_known.Find(hash) is { } known)
        {
            return known;
        }

        var found = await keys.AuthenticateAsync(token, cancellationToken);
        if (found.Caller is not null)
        {
            _known.Keep(hash, found, RememberFor);
        }

        return found;
    }

    /// <summary>Whether somebody of that name has, or had, a key here.</summary>
    public async ValueTask<bool> IsOwnerAsync(string name, CancellationToken cancellationToken)
    {
        var owners = _owners;
        if (owners is null || clock.GetElapsedTime(owners.At) >= RememberFor)
        {
            var at = clock.GetTimestamp();
            owners = new((await keys.ListAsync(cancellationToken)).Select(key => key.Owner).ToHashSet(StringComparer.Ordinal), at);
            _owners = owners;
        }

        return owners.Names.Contains(name);
    }

    private sealed record Owners(HashSet<string> Names, long At);
}
