using Graticule.Server.Dialects.Lcmap.Chipmunk;
using Graticule.Tests.Raster.Ard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Graticule.Tests.Server.Dialects.Lcmap.Chipmunk;

/// <summary>The service of chips on a free port, over made-up files; also answers that no such service gives, below <c>/bad</c>.</summary>
public sealed class ChipService : IAsyncLifetime
{
    private WebApplication? _app;

    public ArdFolder Folder { get; } = new();

    public HttpClient Http { get; } = new();

    /// <summary>What the service answers at <c>/bad/chips</c>.</summary>
    public string BadAnswer { get; set; } = "";

    public int Port => new Uri(Address).Port;

    public string Address { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        foreach (var resource in ChipmunkResources.All(new(Folder.Index, Scan: null)))
        {
            _app.MapMethods("/lcmap" + resource.Pattern, resource.Method == "GET" ? ["GET", "HEAD"] : [resource.Method], (HttpContext context) => resource.Answer(context));
        }

        _app.MapGet("/bad/{**rest}", (HttpContext context) => context.Response.WriteAsync(BadAnswer));
        await _app.StartAsync();
        Address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Http.BaseAddress = new(Address);
    }

    public async Task DisposeAsync()
    {
        await _app!.DisposeAsync();
        Http.Dispose();
        Folder.Dispose();
    }
}
