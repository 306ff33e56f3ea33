using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Echo;
using Graticule.Analysis.Packages.Formats;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Files;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Graticule.Server.Access;
using Graticule.Server.Dialects.OgcProcesses;
using Graticule.Server.Maps;
using Graticule.Tests.Jobs.Storage;
using Graticule.Tests.Server.Maps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>The dialect behind real HTTP, with a real database, files and scheduler; processes run in the same program.</summary>
public sealed class OgcServer : IAsyncLifetime
{
    private SqlDatabase _database = null!;
    private WebApplication _app = null!;
    private Func<Task> _stop = () => Task.CompletedTask;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    internal SqlJobStore Store { get; private set; } = null!;

    internal SqlDeliveryStore Deliveries { get; private set; } = null!;

    internal FolderFileStore Files { get; private set; } = null!;

    internal MapServices Maps { get; private set; } = null!;

    internal OgcDialect Dialect { get; private set; } = null!;

    internal SqlProcessStore Processes { get; private set; } = null!;

    /// <summary>What packages may name, by address.</summary>
    internal PackageTexts Texts { get; } = new();

    /// <summary>Address of the server, without a slash at its end.</summary>
    public string Address { get; private set; } = "";

    public string Api => Address + "/ogc-api";

    public async Task InitializeAsync()
    {
        var folder = new TemporaryFolder();
        var data = new DataFolder(folder.Path);
        _database = SqlDatabase.Open(data, Durability.Process);
        Store = new(_database);
        Deliveries = new(_database);
        Files = new(data.Files);
        var workspaces = new WorkspaceFolder(data.Work);
        var fetcher = new InputFetcher(new(), data.Cache, TimeProvider.System);
        Processes = new(_database);
        var catalog = new ProcessCatalog([new EchoProcess(), .. OgcTestProcesses.All], PackagedProcess.Loaders, Processes);
        var packages = new PackageReader(new(catalog, PackagedProcess.Site, Texts, PackagedProcess.WhyNotImage));
        var (signal, stops, options) = (new JobSignal(), new AttemptStops(), new EngineOptions());
        var engine = new JobEngine(Store, catalog, signal, new JobWaiters(), stops, options, TimeProvider.System);
        var executor = new InProcessExecutor(catalog, signal);
        var queue = new SqlJobQueue(_database, TimeProvider.System);
        var scheduler = new JobScheduler(
            engine, queue, catalog, [executor], workspaces, Files, new InputStaging(Files, fetcher), signal, stops, options, TimeProvider.System, NullLogger.Instance);
        Maps = new(new KnownRenderer(), Files, MapKey.ReadOrMake(data.MapKey), data.Coverages, new(), TimeProvider.System);
        Dialect = new(
            engine, catalog, new(catalog, Processes, TimeProvider.System), packages, Files, new JobLogs(workspaces, Files), Deliveries, Maps.Links, SignIn.None,
            new() { MaxRequestLength = 200_000, MaxUploadLength = 1_000_000, MaxInlineLength = 10_000, MaxPackageLength = 100_000 }, NullLogger<OgcDialect>.Instance);
        await StartAsync();
        var stopping = new CancellationTokenSource();
        var loop = Task.Run(() => scheduler.RunAsync(stopping.Token));
        _stop = async () =>
        {
            await stopping.CancelAsync();
            await loop;
            stopping.Dispose();
            await _app.DisposeAsync();
            await _database.DisposeAsync();
            fetcher.Dispose();
            folder.Dispose();
        };
    }

    public async Task DisposeAsync()
    {
        await _stop();
        Client.Dispose();
    }

    /// <summary>Sends a request whose path is below the API's root, or a whole address.</summary>
    /// <param name="method">Method.</param>
    /// <param name="path">Where to.</param>
    /// <param name="body">JSON text.</param>
    /// <param name="headers">Lines such as <c>Accept: text/html</c>; sent as they are.</param>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null, params string[] headers)
    {
        var request = new HttpRequestMessage(method, path.StartsWith("http", StringComparison.Ordinal) ? path : Api + path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        foreach (var header in headers)
        {
            var (name, value) = (header[..header.IndexOf(':', StringComparison.Ordinal)], header[(header.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params string[] headers) => SendAsync(HttpMethod.Get, path, body: null, headers);

    public Task<HttpResponseMessage> PostAsync(string path, string body, params string[] headers) => SendAsync(HttpMethod.Post, path, body, headers);

    public async Task<JsonNode> GetJsonAsync(string path, params string[] headers) => await JsonAsync(await GetAsync(path, headers));

    public static async Task<JsonNode> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync()) ?? throw new JsonException("The answer is null.");

    /// <summary>Runs a process to its end without waiting in the request, and gives the job's id.</summary>
    public async Task<string> RunAsync(string process, string body)
    {
        var created = await PostAsync($"/processes/{process}/execution", body, "Prefer: respond-async");
        Assert.Equal(201, (int)created.StatusCode);
        var id = (await JsonAsync(created))["jobID"]!.GetValue<string>();
        await EndAsync(id);
        return id;
    }

    /// <summary>The statusInfo of a job once it has ended.</summary>
    public async Task<JsonNode> EndAsync(string id)
    {
        for (var tries = 0; tries < 10000; tries++)
        {
            var status = await GetJsonAsync($"/jobs/{id}");
            if (status["status"]!.GetValue<string>() is "successful" or "failed" or "dismissed")
            {
                return status;
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"Job {id} did not end.");
    }

    private async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        _app = builder.Build();
        Dialect.Use(_app);
        _app.UseRouting();
        _app.Use((context, next) =>
        {
            // The owner that a test names; everybody else is the same.
            var owner = context.Request.Headers["X-Owner"].ToString();
            var scopes = Enum.TryParse<Scopes>(context.Request.Headers["X-Scopes"].ToString(), out var named) ? named : Caller.Anonymous.Scopes;
            context.SetCaller(owner.Length == 0 ? Caller.Anonymous with { Scopes = scopes } : new(owner, scopes));
            return next(context);
        });
        Maps.Map(_app);
        Dialect.Map(_app);
        await _app.StartAsync();
        Address = _app.Urls.Single();
    }
}

/// <summary>One server for all tests of the dialect that do not count jobs.</summary>
[CollectionDefinition(Name)]
public sealed class OgcServerCollection : ICollectionFixture<OgcServer>
{
    public const string Name = "ogc";
}
