using System.Net;
using System.Text;
using System.Xml.Linq;
using Graticule.Jobs.Access;
using Graticule.Jobs.Files;
using Graticule.Raster.Rendering;
using Graticule.Server.Access;
using Graticule.Server.Maps;
using Graticule.Tests.Jobs.Access;
using Graticule.Tests.Jobs.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Graticule.Tests.Server.Maps;

/// <summary>The map services behind real HTTP, on a file store of their own.</summary>
internal sealed class MapServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly WebApplication _app;

    private MapServer(TemporaryFolder folder, WebApplication app, FolderFileStore files, KnownRenderer renderer, MapServices services, SettableClock clock)
    {
        (_folder, _app, Files, Renderer, Services, Clock) = (folder, app, files, renderer, services, clock);
        Client = new() { BaseAddress = new(app.Urls.Single()) };
    }

    public FolderFileStore Files { get; }

    public KnownRenderer Renderer { get; }

    public MapServices Services { get; }

    public SettableClock Clock { get; }

    public HttpClient Client { get; }

    /// <summary>Whom every request comes from.</summary>
    public Caller Caller { get; set; } = Caller.Anonymous;

    public MapAddress Address => new(Client.BaseAddress!.GetLeftPart(UriPartial.Authority));

    /// <summary>A server with the scene <c>collections/alps/scene.tif</c>.</summary>
    public static async Task<MapServer> StartAsync(MapOptions? options = null, IMapRenderer? renderer = null)
    {
        var folder = new TemporaryFolder();
        var files = new FolderFileStore(Path.Combine(folder.Path, "files"));
        var (known, clock) = (new KnownRenderer(), new SettableClock());
        var key = MapKey.ReadOrMake(Path.Combine(folder.Path, "map.key"));
        var services = new MapServices(renderer ?? known, files, key, Path.Combine(folder.Path, "coverages"), options ?? new(), clock);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var app = builder.Build();
        MapServer? server = null;
        app.UseRouting();
        app.Use((context, next) =>
        {
            context.SetCaller(server!.Caller);
            return next(context);
        });
        services.Map(app);
        await app.StartAsync();
        server = new(folder, app, files, known, services, clock);
        await server.SaveAsync("collections/alps/scene.tif", Scene.Degrees.Json);
        return server;
    }

    public async Task SaveAsync(string key, string content)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        await Files.SaveAsync(key, stream, CancellationToken.None);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));

    /// <summary>What the renderer was asked for.</summary>
    public async Task<MapRequest> PictureAsync(string path)
    {
        using var response = await GetAsync(path);
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, Encoding.UTF8.GetString(body));
        return KnownRenderer.ReadPicture(body);
    }

    public async Task<XElement> XmlAsync(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await GetAsync(path);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{response.StatusCode}: {body}");
        return XElement.Parse(body);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
