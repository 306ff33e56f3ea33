using System.Text.Json;
using Graticule.Jobs;
using Graticule.Jobs.Access;

namespace Graticule.Server.Access;

/// <summary>
/// Tokens that say nothing themselves: their provider is asked (RFC 7662), and its answer remembered for a minute at most, a refusal for
/// seconds. What is no token of one provider is put to the next.
/// </summary>
internal sealed class IntrospectionReader(IReadOnlyList<Introspection> introspections, TokenClaims claims, TimeProvider clock) : ITokenReader
{
    public static readonly TimeSpan RememberAtMost = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan RememberRefusal = TimeSpan.FromSeconds(5);

    private readonly TokenMemory _known = new(clock);

    private readonly TokenMemory _refused = new(clock);

    public async ValueTask<Authentication?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (introspections.Count == 0)
        {
            return null;
        }

        var hash = TokenMemory.Hash(token);
        if ((_known.Find(hash) ?? _refused.Find(hash)) is { } known)
        {
            return known;
        }

        ProblemException? away = null;
        var found = new Authentication(null, "The provider says that this token is not, or no longer, valid.");
        foreach (var introspection in introspections)
        {
            try
            {
                using var answer = await introspection.AskAsync(token, cancellationToken);
                if (answer.RootElement is { ValueKind: JsonValueKind.Object } told && told.TryGetProperty("active", out var active) && active.ValueKind == JsonValueKind.True)
                {
                    return Keep(hash, claims.Read(introspection.Issuer, told, isSelfContained: false), claims.TimeLeft(told));
                }
            }
            catch (ProblemException exception)
            {
                away = exception;
            }
        }

        return away is null ? Keep(hash, found, RememberRefusal) : throw away;
    }

    private Authentication Keep(string hash, Authentication found, TimeSpan left)
    {
        var isKnown = found.Caller is not null;
        var most = isKnown ? RememberAtMost : RememberRefusal;
        (isKnown ? _known : _refused).Keep(hash, found, left < most ? left : most);
        return found;
    }
}
