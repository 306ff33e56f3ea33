using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Graticule.Jobs;

namespace Graticule.Server.Access;

/// <summary>One provider that is asked about tokens, as a client of it.</summary>
internal sealed class Introspection(Provider provider, string client, string secret, HttpClient http) : IDisposable
{
    private const int MostAtOnce = 16;

    private readonly AuthenticationHeaderValue _credentials =
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(client)}:{Uri.EscapeDataString(secret)}")));

    private readonly SemaphoreSlim _places = new(MostAtOnce);

    public IssuerOptions Issuer => provider.Issuer;

    public void Dispose() => _places.Dispose();

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
