using System.Text;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.OpenEo.OpenApi;

/// <summary>What a client does who tries everything, in one version of the API.</summary>
/// <param name="server">Whose answers are checked as they come.</param>
/// <param name="version">Such as <c>1.3</c>.</param>
internal sealed class ClientSession(OpenEoServer server, string version)
{
    private readonly string _api = $"{server.Address}/openeo/{version}";

    public async Task RunAsync()
    {
        await DiscoverAsync();
        await ComputeAsync();
        await StoreAsync();
        await RunJobAsync();
        await FailAsync();
        await ServeAsync();
    }

    private async Task DiscoverAsync()
    {
        foreach (var path in (string[])["/", "/.well-known/openeo", "/conformance", "/file_formats", "/udf_runtimes", "/service_types", "/processing_parameters", "/credentials/oidc", "/me"])
        {
            await ExpectAsync(200, "GET", path);
        }

        foreach (var path in (string[])["/collections", "/collections?limit=1", "/collections/S2", "/collections/S2/queryables", "/collections/S2/items", "/processes", "/processes?limit=3&offset=2"])
        {
            await ExpectAsync(200, "GET", path);
        }

        var login = Convert.ToBase64String(Encoding.UTF8.GetBytes("ann:" + server.KeyOf("ann")));
        Assert.Equal(200, (await server.SendAsync("GET", _api + "/credentials/basic", owner: null, headers: "Authorization: Basic " + login)).Status);
        Assert.Equal(401, (await server.SendAsync("GET", _api + "/me", owner: null)).Status);
        await ExpectAsync(204, "OPTIONS", "/jobs");
        await ExpectAsync(404, "GET", "/no_such");
    }

    private async Task ComputeAsync()
    {
        await ExpectAsync(200, "POST", "/validation", ProcessOf("add", """{"x": 1, "y": 2}"""));
        await ExpectAsync(200, "POST", "/validation", ProcessOf("no_such"));
        await ExpectAsync(200, "POST", "/result", OpenEoServer.Graph("add", """{"x": 1, "y": 2}"""));
        await ExpectAsync(200, "POST", "/result", OpenEoServer.Graph("save_result", """{"count": 2}"""));
        await ExpectAsync(400, "POST", "/result", OpenEoServer.Graph("fail"));
        await ExpectAsync(500, "POST", "/result", OpenEoServer.Graph("break"));
    }

    private async Task StoreAsync()
    {
        await ExpectAsync(200, "PUT", "/process_graphs/mine", ProcessOf("e"));
        await ExpectAsync(200, "GET", "/process_graphs");
        await ExpectAsync(200, "GET", "/process_graphs/mine");
        await ExpectAsync(204, "DELETE", "/process_graphs/mine");
        await ExpectAsync(200, "PUT", "/files/in/one.txt", "0123456789");
        await ExpectAsync(200, "GET", "/files?limit=1");
        await ExpectAsync(200, "GET", "/files/in/one.txt");
        await ExpectAsync(200, "HEAD", "/files/in/one.txt");
        Assert.Equal(206, (await server.SendAsync("GET", _api + "/files/in/one.txt", headers: "Range: bytes=2-3")).Status);
        await ExpectAsync(204, "DELETE", "/files/in/one.txt");
    }

    private async Task RunJobAsync()
    {
        var id = await MakeAsync("/jobs", OpenEoServer.Graph("save_result", """{"count": 2}"""));
        await ExpectAsync(200, "GET", "/jobs?limit=1");
        await ExpectAsync(204, "PATCH", $"/jobs/{id}", """{"title": "Two files", "log_level": "debug"}""");
        await ExpectAsync(200, "GET", $"/jobs/{id}/estimate");
        await ExpectAsync(400, "GET", $"/jobs/{id}/results");
        await ExpectAsync(202, "POST", $"/jobs/{id}/results");
        await server.EndAsync(id, "finished");
        await ExpectAsync(200, "GET", $"/jobs/{id}");
        await ExpectAsync(200, "GET", $"/jobs/{id}/logs?level=info&limit=1");
        await ExpectAsync(200, "GET", $"/jobs/{id}/results?partial=true");
        Assert.Equal(200, (await server.SendAsync("GET", $"{_api}/jobs/{id}/results", headers: "Accept: application/geo+json")).Status);
        var results = (await ExpectAsync(200, "GET", $"/jobs/{id}/results")).Json;
        Assert.Equal(0.5, (double)results["graticule:estimate_error"]!["seconds"]!);
        foreach (var link in results["links"]!.AsArray().Where(link => (string?)link!["rel"] is "canonical" or "item"))
        {
            Assert.Equal(200, (await server.GetAsync((string)link!["href"]!, owner: null)).Status);
        }

        Assert.Equal(200, (await server.GetAsync((string)results["assets"]!["2022-06-01.tif"]!["href"]!, owner: null)).Status);
        await ExpectAsync(204, "DELETE", $"/jobs/{id}/results");
        await ExpectAsync(204, "DELETE", $"/jobs/{id}");
        await ExpectAsync(404, "GET", $"/jobs/{id}");
    }

    private async Task FailAsync()
    {
        var id = await MakeAsync("/jobs", OpenEoServer.Graph("fail"));
        await ExpectAsync(202, "POST", $"/jobs/{id}/results");
        await server.EndAsync(id, "error");
        var entry = (await ExpectAsync(424, "GET", $"/jobs/{id}/results")).Json;
        Assert.NotNull(entry["path"]);
        await ExpectAsync(200, "GET", $"/jobs/{id}/logs");
    }

    private async Task ServeAsync()
    {
        var request = JsonNode.Parse(OpenEoServer.Graph("add", """{"x": 1, "y": 2}"""))!;
        request["type"] = "xyz";
        request["configuration"] = new JsonObject { ["bands"] = new JsonArray(1) };
        var id = await MakeAsync("/services", request.ToJsonString());
        await ExpectAsync(200, "GET", "/services?limit=1");
        await ExpectAsync(200, "GET", $"/services/{id}");
        await ExpectAsync(204, "PATCH", $"/services/{id}", """{"title": "A map", "enabled": false}""");
        await ExpectAsync(200, "GET", $"/services/{id}/logs");
        await ExpectAsync(204, "DELETE", $"/services/{id}");
    }

    private async Task<string> MakeAsync(string path, string body) => (await ExpectAsync(201, "POST", path, body)).Header("OpenEO-Identifier");

    private async Task<Reply> ExpectAsync(int status, string method, string path, string? body = null)
    {
        var reply = await server.SendAsync(method, _api + path, body);
        Assert.True(reply.Status == status, $"{method} {path}: {reply.Status} {reply.Text}");
        return reply;
    }

    private static string ProcessOf(string process, string arguments = "{}") => JsonNode.Parse(OpenEoServer.Graph(process, arguments))!["process"]!.ToJsonString();
}
