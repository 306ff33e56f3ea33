using System.Net.Http.Headers;
using System.Text;
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

/// <summary>One provider that is asked about tokens, as a client of it.</summary>
internal sealed class Introspection(Provider provider, string client, string secret, HttpClient http)
{
    private const int MostAtOnce = 16;

    private readonly AuthenticationHeaderValue _credentials =
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(client)}:{Uri.EscapeDataString(secret)}")));

    private readonly SemaphoreSlim _places = new(MostAtOnce);

    public IssuerOptions Issuer => provider.Issuer;

    /// <exception cref="ProblemException">Unavailable when the provider does not answer, or not as the standard says, or is asked too much.</exception>
    public async Task<JsonDocument> AskAsync(string token, CancellationToken cancellationToken)
    {
        var endpoint = (await provider.GetAsync(cancellationToken)).Endpoints.IntrospectionEndpoint;
        if (string.IsNullOrEmpty(endpoint))
        {
            throw Away("it has no introspection endpoint.");
        }

        if (!await _places.WaitAsync(TimeSpan.FromSeconds(5), cancellationToken))
        {
            throw Away("too many of its tokens are being looked at.");
        }

        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
            {
                Content = new FormUrlEncodedContent([new("token", token), new("token_type_hint", "access_token")]),
            };
            request.Headers.Authorization = _credentials;
            request.Headers.Accept.Add(new("application/json"));
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode
                ? JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken))
                : throw Away($"it answers {(int)response.StatusCode} to introspection by the client '{client}'.");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw Away(exception is JsonException ? "its answer is no JSON." : "it does not answer.");
        }
        finally
        {
            _places.Release();
        }
    }

    private ProblemException Away(string why) => new(
        ProblemKind.Unavailable, $"The provider {provider.Issuer.Url} cannot be asked about this token now: {why} API keys go on working.", provider.Issuer.Name);
}
