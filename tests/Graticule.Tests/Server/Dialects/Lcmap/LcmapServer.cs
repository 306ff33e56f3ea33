using System.Text;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Files;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Graticule.Server.Dialects.Lcmap;
using Graticule.Server.Hosting;
using Graticule.Tests.Jobs.Storage;
using Graticule.Tests.Server.Dialects.OgcProcesses;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graticule.Tests.Server.Dialects.Lcmap;

/// <summary>
/// The dialect behind real HTTP and real authentication by keys, with a real database, store, files and scheduler; jobs run in the same program, and are
/// those of <see cref="ChipTestProcess"/>. It can be stopped and started again on the same folder.
/// </summary>
public sealed class LcmapServer : IAsyncLifetime
{
    public const string Algorithm = "lcmap-pyccd:2018.10.17";

    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    private Func<Task> _stop = () => Task.CompletedTask;
    private int _chips;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public string Address { get; private set; } = "";

    /// <summary>A PostgreSQL database for the results; null: a file.</summary>
    internal string? ChangeStore { get; init; }

    /// <summary>Whether ended jobs are imported.</summary>
    internal bool Imports { get; set; } = true;

    internal ChipTestProcess Process { get; } = new();

    internal JobEngine Engine { get; private set; } = null!;

    internal IChipStore Store { get; private set; } = null!;

    private TemporaryFolder Folder { get; } = new();

    public async Task InitializeAsync()
    {
        await StartAsync();
        var (response, _) = await SendAsync(
            $"/algorithm/{Algorithm}", method: "PUT", body: """{"enabled":true,"inputs_url_template":"/lcmap/chips?x={{x}}&y={{y}}&acquired=1980-01-01/2017-01-01&for={{algorithm}}"}""");
        Assert.Equal(202, (int)response.StatusCode);
    }

    public async Task DisposeAsync()
    {
        await _stop();
        Client.Dispose();
        Folder.Dispose();
    }

    /// <summary>A chip that no other test has.</summary>
    internal ChipKey NextChip() => new(Algorithm, -585 + (3000 * Interlocked.Increment(ref _chips)), 2805);

    internal async Task RestartAsync()
    {
        await _stop();
        await StartAsync();
    }

    internal Task StopAsync() => _stop();

    internal async Task StartAsync()
    {
        var data = new DataFolder(Folder.Path);
        var database = SqlDatabase.Open(data, Durability.Process);
        var files = new FolderFileStore(data.Files);
        var catalog = new ProcessCatalog([Process]);
        var (signal, stops, options, waiters) = (new JobSignal(), new AttemptStops(), new EngineOptions(), new JobWaiters());
        Engine = new JobEngine(new SqlJobStore(database), catalog, signal, waiters, stops, options, TimeProvider.System);
        Store = ChipStores.Open(data.Change, ChangeStore);
        var fetcher = new InputFetcher(new(), data.Cache, TimeProvider.System);
        var scheduler = new JobScheduler(
            Engine, new SqlJobQueue(database, TimeProvider.System), catalog, [new InProcessExecutor(catalog, signal)], new WorkspaceFolder(data.Work), files, new InputStaging(files, fetcher),
            signal, stops, options, TimeProvider.System, NullLogger.Instance);
        var keys = new SqlKeyStore(database);
        foreach (var (owner, scopes) in new[] { ("ann", Scopes.Read | Scopes.Execute), ("reader", Scopes.Read) })
        {
            _keys[owner] = (await new ApiKeys(keys, TimeProvider.System).CreateAsync(owner, scopes, expiresAt: null, default)).Secret;
        }

        var access = new AccessParts(new() { Access = AccessMode.Keys }, keys, TimeProvider.System, NullLoggerFactory.Instance);
        LcmapParts parts = new() { Engine = Engine, Files = files, Store = Store, Data = data, Ends = waiters.EndsOf("lcmap"), HasData = () => false, Clock = TimeProvider.System };
        var dialect = new LcmapDialect(parts, [new("GET", "/broken", _ => throw new InvalidOperationException("secret"))], NullLoggerFactory.Instance);
        var app = await StartAsync(dialect, access);
        var stopping = new CancellationTokenSource();
        Task[] loops = [Task.Run(() => scheduler.RunAsync(stopping.Token)), Imports ? Task.Run(() => dialect.ImportAsync(stopping.Token)) : Task.CompletedTask];
        _stop = async () =>
        {
            _stop = () => Task.CompletedTask;
            await stopping.CancelAsync();
            await Task.WhenAll(loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stopping.Dispose();
            await app.DisposeAsync();
            await Store.DisposeAsync();
            await database.DisposeAsync();
            access.Dispose();
            fetcher.Dispose();
        };
    }

    /// <param name="path">Below <c>/lcmap</c>, with its query.</param>
    /// <param name="owner">Whose key is sent; null: none.</param>
    /// <param name="method">GET, …</param>
    /// <param name="body">JSON; null: there is none.</param>
    /// <param name="accept">Media types.</param>
    internal async Task<(HttpResponseMessage Response, string Text)> SendAsync(string path, string? owner = "ann", string method = "GET", string? body = null, string? accept = null)
    {
        using var request = new HttpRequestMessage(new(method), Address + "/lcmap" + path);
        if (owner is not null)
        {
            request.Headers.Authorization = new("Bearer", _keys[owner]);
        }

        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        var response = await Client.SendAsync(request);
        return (response, await response.Content.ReadAsStringAsync());
    }

    internal async Task<(int Status, JsonNode? Body)> GetAsync(string path, string? owner = "ann", string method = "GET", string? body = null)
    {
        var (response, text) = await SendAsync(path, owner, method, body);
        return ((int)response.StatusCode, JsonNode.Parse(text));
    }

    internal static string PathOf(ChipKey key, int column = 0, int row = 0) => $"/results/{key.Algorithm}/{key.ChipX + (30 * column)}/{key.ChipY - (30 * row)}";

    /// <summary>Asks for the chip until it has results.</summary>
    internal async Task<JsonObject> ComputeAsync(ChipKey key)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var (status, body) = await GetAsync(PathOf(key));
            if (status == 200)
            {
                return body!.AsObject();
            }

            Assert.Equal(202, status);
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>Waits until something holds of the counts of a chip.</summary>
    internal async Task<JsonNode> CountsAsync(ChipKey key, Func<JsonNode, bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var (_, counts) = await GetAsync($"/results/{key.Algorithm}/chip?counts&x={key.ChipX}&y={key.ChipY}");
            if (holds(counts!))
            {
                return counts!;
            }

            await Task.Delay(20, limit.Token);
        }
    }

    private async Task<WebApplication> StartAsync(LcmapDialect dialect, AccessParts access)
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

/// <summary>One server for all tests of the dialect that do not stop it.</summary>
[CollectionDefinition(Name)]
public sealed class LcmapServerCollection : ICollectionFixture<LcmapServer>
{
    public const string Name = "lcmap";
}
