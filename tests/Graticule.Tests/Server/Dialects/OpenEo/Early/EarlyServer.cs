using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Analysis.GraphJobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.Catalog.Demo;
using Graticule.Server.Dialects.OpenEo;
using Graticule.Server.Dialects.OpenEo.Early;
using Graticule.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early;

/// <summary>The dialect of 0.0.x beside that of today, with the process that runs graphs, maps, and the collections that are made for trying.</summary>
public sealed class EarlyServer : OpenEoServer
{
    private EarlyDialect? _dialect;

    public string V0 => Address + "/api/v0";

    internal HeldProcess Runner { get; } = new(new GraphJobProcess());

    internal override IProcess Process => Runner;

    internal override OpenEoOptions LimitsOf(ServerOptions options) => base.LimitsOf(options) with { MaxWait = TimeSpan.FromSeconds(60), Quota = 250_000 };

    internal override string MakeCollections(string root)
    {
        var folder = Path.Combine(root, "collections");
        DemoCollections.Write(folder, CancellationToken.None);
        return folder;
    }

    internal override void Use(WebApplication app)
    {
        _dialect = new(Parts, NullLogger<EarlyDialect>.Instance);
        _dialect.Use(app);
    }

    internal override void Map(WebApplication app)
    {
        _dialect!.Map(app);
        Maps.Map(app);
    }

    /// <summary>Sends a request to <c>/api/v0</c>.</summary>
    public Task<Reply> AskAsync(string method, string path, string? body = null, string? owner = "ann", params string[] headers) =>
        SendAsync(method, path.StartsWith("http", StringComparison.Ordinal) ? path : V0 + path, body, owner, [.. owner is null ? [] : (string[])[$"Authorization: Bearer {KeyOf(owner)}"], .. headers]);

    public async Task<JsonNode> ReadAsync(string path, string? owner = "ann")
    {
        var reply = await AskAsync("GET", path, owner: owner);
        Assert.Equal(200, reply.Status);
        return reply.Json;
    }

    /// <summary>Makes a job of a graph, and gives its id.</summary>
    public async Task<string> MakeAsync(string graph, string? output = null, string owner = "ann")
    {
        var reply = await AskAsync("POST", "/jobs", Body(graph, output), owner);
        Assert.True(reply.Status == 200, reply.Text);
        Assert.Equal("submitted", (string?)reply.Json["status"]);
        return (string)reply.Json["job_id"]!;
    }

    /// <summary>The least NDVI of three days in June 2022, of 48 x 42 pixels.</summary>
    /// <param name="left">Western edge in EPSG:32632, from 679720; different ones make different graphs.</param>
    public static string Small(int left = 679720) =>
        """{"process_id": "min_time", "args": {"imagery": {"process_id": "NDVI", "args": {"imagery": {"process_id": "filter_daterange", "args": {"imagery": {"process_id": "filter_bbox", "args": {"imagery": {"product_id": "S2_L2A_T32TPS_20M"}, "left": LEFT, "right": 680680, "top": 5151920, "bottom": 5151080, "srs": "EPSG:32632"}}, "from": "2022-06-01", "to": "2022-06-30"}}, "red": "B04", "nir": "B8A"}}}}"""
            .Replace("LEFT", left.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    public static string Body(string graph, string? output = null) => output is null
        ? $$"""{"process_graph": {{graph}}}"""
        : $$"""{"process_graph": {{graph}}, "output": {{output}}}""";

    /// <summary>Waits until a job has one of the statuses.</summary>
    public async Task<JsonNode> BecomesAsync(string job, params string[] statuses)
    {
        for (var tries = 0; tries < 2000; tries++)
        {
            var told = await ReadAsync($"/jobs/{job}");
            if (statuses.Contains((string?)told["status"], StringComparer.Ordinal))
            {
                return told;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"Job {job} did not become {string.Join(" or ", statuses)}.");
    }
}

/// <summary>One server for all tests of the dialect.</summary>
[CollectionDefinition(Name)]
public sealed class EarlyServerCollection : ICollectionFixture<EarlyServer>
{
    public const string Name = "openeo early";
}
