using System.Collections.Concurrent;
using Xunit.Sdk;

namespace Graticule.Tests.Server.Dialects.OpenEo.OpenApi;

/// <summary>Fails a test at the first answer that openEO's document of its version does not allow.</summary>
public sealed class CheckingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly ConcurrentQueue<Exchange> _seen = [];

    /// <summary>What came so far, in order.</summary>
    public IReadOnlyCollection<Exchange> Seen => _seen;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var exchange = new Exchange(
            request.Method.Method, Uri.UnescapeDataString(request.RequestUri!.AbsolutePath), (int)response.StatusCode, Exchange.Flatten(response.Headers, response.Content.Headers), body)
        {
            SentType = request.Content?.Headers.ContentType?.MediaType,
            Sent = sent,
        };
        _seen.Enqueue(exchange);
        var faults = ExchangeCheck.Faults(exchange);
        return faults.Count == 0 ? response : throw new XunitException(string.Join(Environment.NewLine, faults));
    }
}
