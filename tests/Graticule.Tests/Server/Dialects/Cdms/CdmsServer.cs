using System.Text;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Files;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Graticule.Raster.Observations;
using Graticule.Server.Dialects.Cdms;
using Graticule.Server.Hosting;
using Graticule.Tests.Jobs.Storage;
using Graticule.Tests.Server.Dialects.OgcProcesses;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graticule.Tests.Server.Dialects.Cdms;

/// <summary>
/// The dialect behind real HTTP and real authentication by keys, with a real database, files and scheduler; jobs run in the same program, and are
/// those of <see cref="MatchupTestProcess"/>.
/// </summary>
public sealed class CdmsServer : IAsyncLifetime
{
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    private Func<Task> _stop = () => Task.CompletedTask;

    /// <summary>Follows no redirections.</summary>
    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>Without a slash at its end.</summary>
    public string Address { get; private set; } = "";

    internal ExportTestProcess Export { get; } = new();

    internal JobEngine Engine { get; private set; } = null!;

    internal FolderFileStore Files { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var folder = new TemporaryFolder();
        var data = new DataFolder(folder.Path);
        var database = SqlDatabase.Open(data, Durability.Process);
        Files = new(data.Files);
        var catalog = new ProcessCatalog([new MatchupTestProcess(), Export]);
        var (signal, stops, options) = (new JobSignal(), new AttemptStops(), new EngineOptions());
        Engine = new JobEngine(new SqlJobStore(database), catalog, signal, new JobWaiters(), stops, options, TimeProvider.System);
        var fetcher = new InputFetcher(new(), data.Cache, TimeProvider.System);
        var scheduler = new JobScheduler(
            Engine, new SqlJobQueue(database, TimeProvider.System), catalog, [new InProcessExecutor(catalog, signal)], new WorkspaceFolder(data.Work), Files, new InputStaging(Files, fetcher),
            signal, stops, options, TimeProvider.System, NullLogger.Instance);
        var keys = new SqlKeyStore(database);
        foreach (var (owner, scopes) in new[] { ("ann", Scopes.Read | Scopes.Execute), ("bob", Scopes.Read | Scopes.Execute), ("reader", Scopes.Read) })
        {
            _keys[owner] = (await new ApiKeys(keys, TimeProvider.System).CreateAsync(owner, scopes, expiresAt: null, default)).Secret;
        }

        var access = new AccessParts(new() { Access = AccessMode.Keys }, keys, TimeProvider.System, NullLoggerFactory.Instance);
        CdmsParts parts = new() { Engine = Engine, Files = Files, Datasets = MakeDatasets(data), Clock = TimeProvider.System };
        var app = await StartAsync(new CdmsDialect(parts, CdmsComposition.Resources(parts), NullLogger<CdmsDialect>.Instance), access);
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

    /// <param name="path">With its query.</param>
    /// <param name="owner">Whose key is sent; null: none.</param>
    /// <param name="method">GET, …</param>
    /// <param name="form">Of the body; null: there is none.</param>
    /// <param name="headers"><c>Name: value</c>.</param>
    public async Task<(HttpResponseMessage Response, string Text)> SendAsync(string path, string? owner = "ann", string method = "GET", string? form = null, params string[] headers)
    {
        using var request = new HttpRequestMessage(new(method), Address + path);
        if (owner is not null)
        {
            request.Headers.Authorization = new("Bearer", _keys[owner]);
        }

        if (form is not null)
        {
            request.Content = new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded");
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

    /// <summary>Status and reason of an error.</summary>
    public async Task<(int Status, string Reason)> GetErrorAsync(string path, string? owner = "ann", string method = "GET")
    {
        var (response, text) = await SendAsync(path, owner, method);
        var error = JsonNode.Parse(text)!;
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal((int)response.StatusCode, (int)error["code"]!);
        return ((int)response.StatusCode, (string)error["error"]!);
    }

    /// <summary>Makes a job and gives its id.</summary>
    internal async Task<string> SubmitAsync(string primary, string owner = "ann", params (string Name, string? Value)[] changes)
    {
        var (response, text) = await SendAsync("/match_spark" + MatchupReaderTests.With([("primary", primary), .. changes]), owner);
        Assert.True((int)response.StatusCode == 302, text);
        var location = response.Headers.Location!.OriginalString;
        Assert.StartsWith("/job?id=", location, StringComparison.Ordinal);
        return location["/job?id=".Length..].Split('&')[0];
    }

    /// <summary>Makes a job and waits for its end.</summary>
    internal async Task<string> RunAsync(string primary, params (string Name, string? Value)[] changes)
    {
        var id = await SubmitAsync(primary, "ann", changes);
        var job = await Engine.WaitAsync("ann", new(Guid.Parse(id)), TimeSpan.FromSeconds(60), default);
        Assert.True(job.State.IsFinal(), "The job did not end.");
        return id;
    }

    private static DatasetCatalog MakeDatasets(DataFolder data)
    {
        foreach (var id in MatchupTestProcess.Primaries.Append("JPL-L4-MRVA-CHLA-GLOB-v3.0"))
        {
            Add(data, id, DatasetKind.Grid, project: null);
        }

        foreach (var part in (string[])["shark-1", "shark-2"])
        {
            Add(data, part, DatasetKind.Points, "shark-2018");
        }

        Add(data, "drifters", DatasetKind.Points, project: null);
        return new(data.Observations);
    }

    private static void Add(DataFolder data, string id, DatasetKind kind, string? project)
    {
        Granule granule = new() { Path = "/nowhere/one.nc", Start = 1522540800, End = 1522627199, Bounds = LonLatBox.World, Count = 1, Stamp = "1" };
        ObservationDataset dataset = new() { Id = id, Kind = kind, Folder = DatasetIndex.FolderOf(data.Observations, id), Granules = [granule], Project = project! };
        new DatasetIndex { Dataset = dataset }.Write();
    }

    private async Task<WebApplication> StartAsync(CdmsDialect dialect, AccessParts access)
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
public sealed class CdmsServerCollection : ICollectionFixture<CdmsServer>
{
    public const string Name = "cdms";
}
