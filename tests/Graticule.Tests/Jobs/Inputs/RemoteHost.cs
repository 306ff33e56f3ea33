using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Graticule.Tests.Jobs.Inputs;

/// <summary>A web server on a free loopback port, that answers as a test says and remembers what it was asked.</summary>
internal sealed class RemoteHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RemoteHost(WebApplication app) => _app = app;

    /// <summary>Every request, in order of arrival: method, path with query, headers.</summary>
    public ConcurrentQueue<(string Method, string Path, IHeaderDictionary Headers)> Requests { get; } = new();

    public Uri Url => new(_app.Urls.First() + "/");

    public int Port => Url.Port;

    public static async Task<RemoteHost> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MinResponseDataRate = null);
        var app = builder.Build();
        var host = new RemoteHost(app);
        app.Run(context =>
        {
            host.Requests.Enqueue((context.Request.Method, context.Request.Path + context.Request.QueryString, new HeaderDictionary(context.Request.Headers.ToDictionary())));
            return answer(context);
        });
        await app.StartAsync();
        return host;
    }

    /// <summary>Always the same text.</summary>
    public static Task<RemoteHost> StartAsync(string text) => StartAsync(context => context.Response.WriteAsync(text));

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
