using System.Text.Json.Nodes;
using Graticule.Analysis.GraphJobs;
using Graticule.Jobs.Processes;
using Graticule.Server.Dialects.OpenEo;
using Graticule.Server.Dialects.OpenEo.Early.Rest;
using Graticule.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early.Rest;

/// <summary>The versions 0.3 and 0.4 beside those of today, with the process that runs graphs.</summary>
public sealed class RestServer : OpenEoServer
{
    /// <summary>A graph of 0.3 that is never run.</summary>
    public const string Tree = """{"process_id": "filter_bands", "imagery": {"process_id": "get_collection", "name": "S2"}, "bands": ["B04"]}""";

    /// <summary>A graph of 0.4 whose value is 9.</summary>
    public const string Nodes = """{"one": {"process_id": "sum", "arguments": {"data": [2, 3, 4]}, "result": true}}""";

    /// <summary>A graph of 0.4 that fails when it is run.</summary>
    public const string Broken = """{"one": {"process_id": "array_element", "arguments": {"data": [1], "index": 5}, "result": true}}""";

    private RestApi? _versions;

    internal override IProcess Process { get; } = new GraphJobProcess();

    internal override OpenEoOptions LimitsOf(ServerOptions options) => base.LimitsOf(options) with
    {
        EarlierVersions = [.. RestVersion.All.Select(version => version.Api)],
        MaxWait = TimeSpan.FromMinutes(2),
    };

    internal override void Use(WebApplication app)
    {
        _versions = new(Parts, NullLogger<RestApi>.Instance);
        _versions.Use(app);
    }

    internal override void Map(WebApplication app) => _versions!.Map(app);

    /// <summary>Sends a request to a version such as <c>0.3</c>, with the plain token that its clients send.</summary>
    public Task<Reply> AskAsync(string version, string method, string path, string? body = null, string? owner = "ann", params string[] headers) =>
        SendAsync(method, $"{Address}/openeo/{version}{path}", body, owner, [.. owner is null ? [] : (string[])[$"Authorization: Bearer {KeyOf(owner)}"], .. headers]);

    public async Task<JsonNode> ReadAsync(string version, string path, string? owner = "ann")
    {
        var reply = await AskAsync(version, "GET", path, owner: owner);
        Assert.True(reply.Status == 200, reply.Text);
        return reply.Json;
    }

    /// <summary>Makes something at <c>/jobs</c>, <c>/services</c> or <c>/process_graphs</c>, and gives its id.</summary>
    public async Task<string> MakeAsync(string version, string path, string body, string owner = "ann")
    {
        var reply = await AskAsync(version, "POST", path, body, owner);
        Assert.True(reply.Status == 201, reply.Text);
        var id = reply.Header("OpenEO-Identifier");
        Assert.Equal($"{Address}/openeo/{version}{path}/{id}", reply.Header("Location"));
        return id;
    }

    public static void Same(string expected, JsonNode? actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual?.ToJsonString());
}

/// <summary>One server for all tests of these versions.</summary>
[CollectionDefinition(Name)]
public sealed class RestServerCollection : ICollectionFixture<RestServer>
{
    public const string Name = "openeo 0.3 and 0.4";
}
