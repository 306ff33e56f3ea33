using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.GraphJobs;
using Graticule.Analysis.Graphs.Specs;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Files;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Graticule.Raster.Catalog;
using Graticule.Raster.Rendering;
using Graticule.Server.Dialects.OpenEo;
using Graticule.Server.Hosting;
using Graticule.Server.Maps;
using Graticule.Tests.Jobs.Storage;
using Graticule.Tests.Server.Access;
using Graticule.Tests.Server.Dialects.OgcProcesses;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graticule.Tests.Server.Dialects.OpenEo;

/// <summary>
/// The dialect behind real HTTP and real authentication by keys, with a real database, files and scheduler; jobs run in the same program.
/// </summary>
public class OpenEoServer : IAsyncLifetime
{
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    private Func<Task> _stop = () => Task.CompletedTask;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>Address of the server, without a slash at its end.</summary>
    public string Address { get; private set; } = "";

    public string Api => Address + "/openeo/1.3";

    internal FolderFileStore Files { get; private set; } = null!;

    internal MovedClock Clock { get; } = new();

    internal JobEngine Engine { get; private set; } = null!;

    internal MapServices Maps { get; private set; } = null!;

    /// <summary>What the dialect stands on.</summary>
    internal OpenEoParts Parts { get; private set; } = null!;

    /// <summary>What runs graphs.</summary>
    internal virtual IProcess Process => new GraphTestProcess();

    internal virtual ServerOptions Options { get; } = new() { Access = AccessMode.Keys };

    public async Task InitializeAsync()
    {
        var folder = new TemporaryFolder();
        var data = new DataFolder(folder.Path);
        var database = SqlDatabase.Open(data, Durability.Process);
        Files = new(data.Files);
        var workspaces = new WorkspaceFolder(data.Work);
        var fetcher = new InputFetcher(new(), data.Cache, TimeProvider.System);
        var catalog = new ProcessCatalog([Process]);
        var collections = MakeCollections(folder.Path);
        var settings = new JsonObject { [GraphWorld.Collections] = new JsonArray(collections) };
        var (signal, stops) = (new JobSignal(), new AttemptStops());
        var options = new EngineOptions { ProcessSettings = new Dictionary<string, JsonObject>(StringComparer.Ordinal) { [GraphDescription.Id] = settings } };
        Engine = new JobEngine(new SqlJobStore(database), catalog, signal, new JobWaiters(), stops, options, TimeProvider.System);
        var scheduler = new JobScheduler(
            Engine, new SqlJobQueue(database, TimeProvider.System), catalog, [new InProcessExecutor(catalog, signal)], workspaces, Files, new InputStaging(Files, fetcher), signal,
            stops, options, TimeProvider.System, NullLogger.Instance);
        var keys = new SqlKeyStore(database);
        foreach (var owner in (string[])["ann", "bob"])
        {
            _keys[owner] = (await new ApiKeys(keys, TimeProvider.System).CreateAsync(owner, Scopes.Read | Scopes.Execute, expiresAt: null, default)).Secret;
        }

        _keys["reader"] = (await new ApiKeys(keys, TimeProvider.System).CreateAsync("reader", Scopes.Read, expiresAt: null, default)).Secret;
        var access = new AccessParts(Options, keys, TimeProvider.System, NullLoggerFactory.Instance);
        Maps = new MapServices(new MapRenderer(opener: new GraphLayers()), Files, MapKey.ReadOrMake(data.MapKey), data.Coverages, new(), TimeProvider.System);
        Parts = new()
        {
            Engine = Engine,
            Catalog = catalog,
            Jobs = new SqlJobStore(database),
            Documents = new SqlDocumentStore(database),
            Files = Files,
            Logs = new(workspaces, Files),
            Keys = access.Keys,
            Links = LinkKey.ReadOrMake(data.ResultKey),
            Maps = Maps.Links,
            GraphSettings = settings.DeepClone().AsObject(),
            Collections = new CollectionCatalog([collections]),
            Processes = ProcessSpecs.All,
            Clock = Clock,
            Options = LimitsOf(Options),
        };
        var app = await StartAsync(new OpenEoDialect(Parts, NullLogger<OpenEoDialect>.Instance), access);
        var stopping = new CancellationTokenSource();
        var loop = Task.Run(() => scheduler.RunAsync(stopping.Token));
        _stop = async () =>
        {
            await stopping.CancelAsync();
            await loop;
            stopping.Dispose();
            await app.DisposeAsync();
            await database.DisposeAsync();
            access.Dispose();
            fetcher.Dispose();
            folder.Dispose();
        };
    }

    public async Task DisposeAsync()
    {
        await _stop();
        Client.Dispose();
    }

    /// <summary>Small enough to be reached.</summary>
    internal virtual OpenEoOptions LimitsOf(ServerOptions options) => new()
    {
        IsOpen = options.Access == AccessMode.Open,
        Oidc = options.Oidc,
        MaxRequestLength = 200_000,
        MaxUploadLength = 100_000,
        Quota = 150_000,
        MaxWait = TimeSpan.FromSeconds(12),
    };

    public string KeyOf(string owner) => _keys[owner];

    /// <summary>Sends a request of an owner; nobody's where that is null.</summary>
    public async Task<Reply> SendAsync(string method, string path, string? body = null, string? owner = "ann", params string[] headers)
    {
        var request = new HttpRequestMessage(new(method), path.StartsWith("http", StringComparison.Ordinal) ? path : Api + path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        if (owner is not null)
        {
            request.Headers.Authorization = new("Bearer", "basic//" + _keys[owner]);
        }

        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = (header[..colon], header[(colon + 1)..].Trim());
            if (name == "Content-Type")
            {
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
                continue;
            }

            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request);
        return new(response, await response.Content.ReadAsByteArrayAsync());
    }

    public Task<Reply> GetAsync(string path, string? owner = "ann") => SendAsync("GET", path, owner: owner);

    public async Task<JsonNode> GetJsonAsync(string path, string? owner = "ann")
    {
        var reply = await GetAsync(path, owner);
        Assert.Equal(200, reply.Status);
        return reply.Json;
    }

    /// <summary>A process with one node.</summary>
    public static string Graph(string process, string arguments = "{}") =>
        "{\"process\": {\"process_graph\": {\"one\": {\"process_id\": \"" + process + "\", \"arguments\": " + arguments + ", \"result\": true}}}}";

    /// <summary>Makes a batch job and gives its id.</summary>
    public async Task<string> CreateAsync(string body, string owner = "ann")
    {
        var reply = await SendAsync("POST", "/jobs", body, owner);
        Assert.Equal(201, reply.Status);
        return reply.Header("OpenEO-Identifier");
    }

    /// <summary>Starts a batch job and waits for its end.</summary>
    public async Task<JsonNode> RunAsync(string id, string owner = "ann")
    {
        Assert.Equal(202, (await SendAsync("POST", $"/jobs/{id}/results", owner: owner)).Status);
        return await EndAsync(id, "finished", "error", "canceled");
    }

    /// <summary>Waits until a job has one of the statuses.</summary>
    public async Task<JsonNode> EndAsync(string id, params string[] statuses)
    {
        for (var tries = 0; tries < 10000; tries++)
        {
            var job = await GetJsonAsync($"/jobs/{id}");
            if (statuses.Contains((string?)job["status"], StringComparer.Ordinal))
            {
                return job;
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"Job {id} did not become {string.Join(" or ", statuses)}.");
    }

    /// <summary>The folder of the collections.</summary>
    internal virtual string MakeCollections(string root)
    {
        var folder = Path.Combine(root, "collections", "S2");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, Collection.FileName), TestCollection.Description);
        File.WriteAllLines(Path.Combine(folder, Collection.ItemsName), TestCollection.Items);
        File.WriteAllText(Path.Combine(folder, "one.tif"), "II*");
        return Path.Combine(root, "collections");
    }

    /// <summary>What else requests pass.</summary>
    internal virtual void Use(WebApplication app)
    {
    }

    /// <summary>What else answers.</summary>
    internal virtual void Map(WebApplication app)
    {
    }

    private async Task<WebApplication> StartAsync(OpenEoDialect dialect, AccessParts access)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var app = builder.Build();
        dialect.Use(app);
        Use(app);
        app.UseRouting();
        app.Use(access.Gate.InvokeAsync);
        dialect.Map(app);
        Map(app);
        await app.StartAsync();
        Address = app.Urls.Single();
        return app;
    }
}

/// <summary>An answer, read whole.</summary>
public sealed record Reply(HttpResponseMessage Response, byte[] Body)
{
    public int Status => (int)Response.StatusCode;

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonNode Json => JsonNode.Parse(Body) ?? throw new JsonException("The answer is null.");

    /// <summary>Code of the error.</summary>
    public string? Code => (string?)Json["code"];

    public string Header(string name) => string.Join(", ", Response.Headers.TryGetValues(name, out var values)
        ? values
        : Response.Content.Headers.TryGetValues(name, out var others) ? others : []);
}

/// <summary>One server for all tests whose jobs nobody counts.</summary>
[CollectionDefinition(Name)]
public sealed class OpenEoServerCollection : ICollectionFixture<OpenEoServer>
{
    public const string Name = "openeo";
}
