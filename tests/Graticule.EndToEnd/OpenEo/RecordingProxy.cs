using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Graticule.Tests.Server.Dialects.OpenEo.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Graticule.EndToEnd.OpenEo;

/// <summary>
/// Stands between clients and a server, and checks every answer against openEO's documents. An answer that they do not allow is kept, and
/// reaches the client as an error that says what is wrong with it, so that the client cannot go on as if nothing were.
/// </summary>
public sealed class RecordingProxy : IAsyncDisposable
{
    /// <summary>What concerns one connection only, and is not handed on.</summary>
    private static readonly string[] Hops = ["Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade", "Content-Length", "Date", "Server"];

    private readonly ConcurrentQueue<string> _faults = [];
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private readonly Uri _server;
    private readonly WebApplication _app;
    private int _checked;

    private RecordingProxy(string server)
    {
        _server = new(server);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(PassAsync);
    }

    /// <summary>Without a slash at the end.</summary>
    public string Address => _app.Urls.Single();

    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>How many answers were of operations of the documents.</summary>
    public int Checked => _checked;

    public static async Task<RecordingProxy> StartAsync(string server)
    {
        var proxy = new RecordingProxy(server);
        await proxy._app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        using var request = Make(context.Request, body.ToArray());
        using var answer = await _client.SendAsync(request, context.RequestAborted);
        var exchange = new Exchange(
            context.Request.Method, Uri.UnescapeDataString(request.RequestUri!.AbsolutePath), (int)answer.StatusCode, Exchange.Flatten(answer.Headers, answer.Content.Headers),
            await answer.Content.ReadAsByteArrayAsync(context.RequestAborted))
        {
            SentType = context.Request.ContentType?.Split(';')[0],
            Sent = body.ToArray(),
        };
        if (ExchangeCheck.Find(exchange) is not null)
        {
            Interlocked.Increment(ref _checked);
        }

        await SendAsync(context.Response, answer, exchange);
    }

    private async Task SendAsync(HttpResponse response, HttpResponseMessage answer, Exchange exchange)
    {
        var faults = ExchangeCheck.Faults(exchange);
        foreach (var fault in faults)
        {
            _faults.Enqueue(fault);
        }

        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !Hops.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            response.Headers[name] = values.ToArray();
        }

        response.StatusCode = faults.Count == 0 ? exchange.Status : StatusCodes.Status500InternalServerError;
        if (faults.Count > 0)
        {
            await response.WriteAsJsonAsync(new JsonObject { ["code"] = "AnswerNotAllowed", ["message"] = string.Join(Environment.NewLine, faults) });
        }
        else if (exchange.Body.Length > 0)
        {
            response.ContentLength = exchange.Body.Length;
            await response.Body.WriteAsync(exchange.Body);
        }
    }

    /// <summary>The same request; the server sees the proxy's name as its own, and so its links lead here.</summary>
    private HttpRequestMessage Make(HttpRequest original, byte[] body)
    {
        var request = new HttpRequestMessage(new(original.Method), new Uri(_server, original.Path.ToUriComponent() + original.QueryString.ToUriComponent()));
        if (body.Length > 0 || original.ContentType is not null)
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach (var (name, values) in original.Headers.Where(header => !Hops.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return request;
    }
}
