using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Cli.Client;

/// <summary>Requests to one server; an answer that is no success becomes a <see cref="ProblemException"/>.</summary>
/// <exception cref="HttpRequestException">Every member: the server cannot be reached.</exception>
internal sealed class Transport : IDisposable
{
    private readonly HttpClient _http;

    public Transport(Uri server, string? key)
        : this(server, key, new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), AutomaticDecompression = DecompressionMethods.All })
    {
    }

    /// <param name="server">Whom to ask.</param>
    /// <param name="key">Null: none.</param>
    /// <param name="handler">What requests go through.</param>
    internal Transport(Uri server, string? key, HttpMessageHandler handler)
    {
        _http = new(handler)
        {
            BaseAddress = server,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        }
    }

    public Uri Server => _http.BaseAddress!;

    public async Task<JsonObject> GetJsonAsync(string address, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        return await ReadJsonAsync(request, cancellationToken);
    }

    public async Task<JsonObject> PostJsonAsync(string address, JsonObject body, string? preference, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, address)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        if (preference is not null)
        {
            request.Headers.Add("Prefer", preference);
        }

        return await ReadJsonAsync(request, cancellationToken);
    }

    /// <summary>The answer's body; empty where it has none.</summary>
    public async Task<JsonObject> SendPackageAsync(HttpMethod method, string address, PackageFile package, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(method, address) { Content = new StringContent(package.Text, Encoding.UTF8) };
        request.Content.Headers.ContentType = new(package.MediaType);
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await SendAsync(request, cancellationToken);
        return Parse(await response.Content.ReadAsStringAsync(cancellationToken)) ?? [];
    }

    public async Task<JsonObject> ReadJsonAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return Parse(text) ?? throw new ProblemException(
            ProblemKind.Unsupported, $"{request.RequestUri} did not answer with a JSON object; is this a Graticule server?");
    }

    /// <summary>A successful answer whose body is still to be read.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new ProblemException(Refusal.Read(response.StatusCode, Parse(text), request.RequestUri!.ToString()));
        }
    }

    public void Dispose() => _http.Dispose();

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
