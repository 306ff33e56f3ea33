using System.Text;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Files;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Graticule.Server.Dialects.Hpc;
using Graticule.Server.Hosting;
using Graticule.Tests.Jobs.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graticule.Tests.Server.Dialects.Hpc;

/// <summary>The dialect behind real HTTP and real authentication by keys, with a real database and files; nothing runs jobs.</summary>
public class HpcServer : IAsyncLifetime
{
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    private Func<Task> _stop = () => Task.CompletedTask;

    /// <summary>Follows no redirections.</summary>
    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>Without a slash at its end.</summary>
    public string Address { get; private set; } = "";

    internal HpcParts Parts { get; private set; } = null!;

    /// <summary>The options of the server.</summary>
    private protected virtual ServerOptions Options(DataFolder data) => new() { Data = data, Access = AccessMode.Open };

    public async Task InitializeAsync()
    {
        var folder = new TemporaryFolder();
        var options = Options(new(folder.Path));
        var database = SqlDatabase.Open(options.Data, Durability.Process);
        var catalog = new ProcessCatalog([]);
        var waiters = new JobWaiters();
        var engine = new JobEngine(new SqlJobStore(database), catalog, new(), waiters, new(), new(), TimeProvider.System);
        var keys = new SqlKeyStore(database);
        foreach (var (owner, scopes) in new[] { ("ann", Scopes.Read | Scopes.Execute), ("bob", Scopes.Read | Scopes.Execute), ("reader", Scopes.Read) })
        {
            _keys[owner] = (await new ApiKeys(keys, TimeProvider.System).CreateAsync(owner, scopes, expiresAt: null, default)).Secret;
        }

        _keys["late"] = (await new ApiKeys(keys, TimeProvider.System).CreateAsync("ann", Scopes.All, DateTimeOffset.UnixEpoch, default)).Secret;
        _keys["nobody"] = "0123456789abcdef0123456789abcdef01234567";
        var access = new AccessParts(options, keys, TimeProvider.System, NullLoggerFactory.Instance);
        Parts = HpcComposition.PartsOf(options, database, engine, waiters, new FolderFileStore(options.Data.Files), TimeProvider.System);
        var app = await StartAsync(HpcComposition.Make(Parts, NullLoggerFactory.Instance), access);
        _stop = async () =>
        {
            await app.DisposeAsync();
            await database.DisposeAsync();
            access.Dispose();
            folder.Dispose();
        };
    }

    public async Task DisposeAsync()
    {
        await _stop();
        Client.Dispose();
    }

    /// <param name="path">Below the server's address, with its query.</param>
    /// <param name="owner">Whose key is sent; null: none.</param>
    /// <param name="method">GET, …</param>
    /// <param name="body">JSON; null: there is none.</param>
    /// <param name="headers"><c>Name: value</c>.</param>
    public async Task<(HttpResponseMessage Response, string Text)> SendAsync(string path, string? owner = "ann", string method = "GET", string? body = null, params string[] headers)
    {
        using var request = new HttpRequestMessage(new(method), Address + path);
        if (owner is not null)
        {
            request.Headers.Authorization = new("Token", _keys[owner]);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            request.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim());
        }

        var response = await Client.SendAsync(request);
        return (response, await response.Content.ReadAsStringAsync());
    }

    public async Task<JsonNode> GetJsonAsync(string path, string? owner = "ann")
    {
        var (response, text) = await SendAsync(path, owner);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    private async Task<WebApplication> StartAsync(HpcDialect dialect, AccessParts access)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var app = builder.Build();
        dialect.Use(app);
        app.UseRouting();
        app.Use(access.Gate.InvokeAsync);
        dialect.Map(app);
        await app.StartAsync();
        Address = app.Urls.Single();
        return app;
    }
}

/// <summary>One server for all tests of the dialect.</summary>
[CollectionDefinition(Name)]
public sealed class HpcServerCollection : ICollectionFixture<HpcServer>
{
    public const string Name = "hpc";
}
