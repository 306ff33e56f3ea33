using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.OpenEo;

[Collection(OpenEoServerCollection.Name)]
public sealed class ResultTests(OpenEoServer server)
{
    [Fact]
    public async Task One_file_with_place_and_time_is_an_item()
    {
        var id = await RunAsync(count: 1);

        var reply = await server.GetAsync($"/jobs/{id}/results");
        var item = reply.Json;

        Assert.Equal(("application/geo+json", "0"), (reply.Header("Content-Type"), reply.Header("OpenEO-Costs")));
        Assert.Equal(("Feature", id, "2022-06-01T10:00:00Z"), ((string?)item["type"], (string?)item["id"], (string?)item["properties"]!["datetime"]));
        Assert.Equal("[11,46,12,47]", item["bbox"]!.ToJsonString());
        Assert.Equal("[[[11,46],[12,46],[12,47],[11,47],[11,46]]]", item["geometry"]!["coordinates"]!.ToJsonString());
        Assert.Equal("save_result", (string?)item["properties"]!["processing:expression"]!["expression"]!["one"]!["process_id"]);
        Assert.NotNull(item["properties"]!["expires"]);
    }

    [Fact]
    public async Task An_asset_says_what_viewers_need()
    {
        var id = await RunAsync(count: 1);

        var asset = (await server.GetJsonAsync($"/jobs/{id}/results"))["assets"]!["2022-06-01.tif"]!;

        Assert.Equal("image/tiff; application=geotiff; profile=cloud-optimized", (string?)asset["type"]);
        Assert.Equal("EPSG:32632", (string?)asset["proj:code"]);
        Assert.Equal(("[10,20]", "[10,0,680000,0,-10,5151600]"), (asset["proj:shape"]!.ToJsonString(), asset["proj:transform"]!.ToJsonString()));
        Assert.Equal("""[{"name":"B04","data_type":"float32","nodata":"nan","statistics":{"minimum":0,"maximum":1.5}}]""", asset["bands"]!.ToJsonString());
        Assert.Equal((6L, "1220" + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes("file 0")))), ((long)asset["file:size"]!, (string?)asset["file:checksum"]));
        Assert.Equal("""["data"]""", asset["roles"]!.ToJsonString());
        Assert.EndsWith("/2022-06-01.tif", (string?)asset["href"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_asset_is_downloaded_without_a_token_whole_or_in_part()
    {
        var id = await RunAsync(count: 1);
        var href = (string)(await server.GetJsonAsync($"/jobs/{id}/results"))["assets"]!["2022-06-01.tif"]!["href"]!;

        var whole = await server.GetAsync(href, owner: null);
        var part = await server.SendAsync("GET", href, owner: null, headers: ["Range: bytes=2-3", "Origin: https://editor.openeo.org"]);
        var head = await server.SendAsync("HEAD", href, owner: null);

        Assert.Equal((200, "file 0", "image/tiff; application=geotiff; profile=cloud-optimized"), (whole.Status, whole.Text, whole.Header("Content-Type")));
        Assert.Equal((206, "le", "bytes 2-3/6", "*"), (part.Status, part.Text, part.Header("Content-Range"), part.Header("Access-Control-Allow-Origin")));
        Assert.Contains("Content-Range", part.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
        Assert.Equal((200, "6"), (head.Status, head.Header("Content-Length")));
    }

    [Fact]
    public async Task Several_files_are_a_collection_with_all_assets_and_an_item_each()
    {
        var id = await RunAsync(count: 3);

        var reply = await server.GetAsync($"/jobs/{id}/results");
        var collection = reply.Json;

        Assert.Equal("application/json", reply.Header("Content-Type"));
        Assert.Equal(("Collection", id), ((string?)collection["type"], (string?)collection["id"]));
        Assert.Equal(3, collection["assets"]!.AsObject().Count);
        Assert.Equal("[[11,46,14,47]]", collection["extent"]!["spatial"]!["bbox"]!.ToJsonString());
        Assert.Equal("""[["2022-06-01T10:00:00Z","2022-06-03T10:00:00Z"]]""", collection["extent"]!["temporal"]!["interval"]!.ToJsonString());
        var items = Hrefs(collection, "item");
        Assert.Equal(3, items.Count);
        var item = await server.GetJsonAsync(items[1], owner: null);
        Assert.Equal(("Feature", id, "2022-06-02T10:00:00Z"), ((string?)item["type"], (string?)item["collection"], (string?)item["properties"]!["datetime"]));
        Assert.Equal((string?)collection["assets"]!["2022-06-02.tif"]!["href"], (string?)item["assets"]!["2022-06-02.tif"]!["href"]);
    }

    [Fact]
    public async Task Who_asks_for_an_item_gets_one_whatever_the_results_are()
    {
        var id = await RunAsync(count: 2);

        var item = (await server.SendAsync("GET", $"/jobs/{id}/results", headers: "Accept: application/geo+json")).Json;

        Assert.Equal(("Feature", "2022-06-01T10:00:00Z", "2022-06-02T10:00:00Z"), ((string?)item["type"], (string?)item["properties"]!["start_datetime"], (string?)item["properties"]!["end_datetime"]));
        Assert.Null(item["properties"]!["datetime"]);
        Assert.Equal(2, item["assets"]!.AsObject().Count);
    }

    [Fact]
    public async Task The_canonical_link_needs_no_token_and_says_the_same()
    {
        var id = await RunAsync(count: 2);
        var collection = await server.GetJsonAsync($"/jobs/{id}/results");

        var canonical = await server.GetJsonAsync(Hrefs(collection, "canonical").Single(), owner: null);

        Assert.Equal(collection.ToJsonString(), canonical.ToJsonString());
    }

    [Fact]
    public async Task A_link_that_was_changed_is_none()
    {
        var id = await RunAsync(count: 2);
        var href = (string)(await server.GetJsonAsync($"/jobs/{id}/results"))["assets"]!["2022-06-01.tif"]!["href"]!;
        var parts = new Uri(href).AbsolutePath.Split('/');
        var token = parts[4];
        var (payload, signature) = (token.Split('.')[0], token.Split('.')[1]);
        var other = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(payload)).Replace("2022-06-01", "2022-06-02", StringComparison.Ordinal)));

        foreach (var changed in (string[])[$"{other}.{signature}", $"{payload}.{signature[..^2]}AA", payload, "x.y", "."])
        {
            Assert.Equal(404, (await server.GetAsync($"/results/{changed}/2022-06-01.tif", owner: null)).Status);
        }

        Assert.Equal("file 0", (await server.GetAsync($"/results/{token}/any%20name.tif", owner: null)).Text);
    }

    [Fact]
    public async Task A_failed_job_has_its_last_log_entry_for_results()
    {
        var id = await server.CreateAsync("""{"process": {"process_graph": {"reduce": {"process_id": "fail", "arguments": {"reducer": {"process_graph": {"mean": {"process_id": "mean", "arguments": {"data": {"from_parameter": "data"}}, "result": true}}}}, "result": true}}}}""");
        Assert.Equal("error", (string?)(await server.RunAsync(id))["status"]);

        var failed = await server.GetAsync($"/jobs/{id}/results");

        Assert.Equal((424, "DimensionNotAvailable", "error"), (failed.Status, failed.Code, (string?)failed.Json["level"]));
        Assert.NotEmpty((string)failed.Json["id"]!);
        Assert.Equal(
            """[{"node_id":"reduce","process_id":"fail"},{"node_id":"mean","process_id":"mean","parameter":"data"}]""", failed.Json["path"]!.ToJsonString());
        var logs = await server.GetJsonAsync($"/jobs/{id}/logs");
        Assert.Equal("There is no dimension 'u'.", (string?)logs["logs"]!.AsArray()[^2]!["message"]);
        Assert.Equal(failed.Json.ToJsonString(), logs["logs"]!.AsArray()[^1]!.ToJsonString());
    }

    [Fact]
    public async Task Logs_are_told_from_a_level_on_and_go_on_behind_an_entry()
    {
        var quiet = await server.CreateAsync(OpenEoServer.Graph("null"));
        var id = await server.CreateAsync(OpenEoServer.Graph("null").Insert(1, "\"log_level\": \"debug\", "));
        Assert.Empty((await server.GetJsonAsync($"/jobs/{id}/logs"))["logs"]!.AsArray());
        await server.RunAsync(id);
        await server.RunAsync(quiet);

        var all = await server.GetJsonAsync($"/jobs/{id}/logs");
        var first = await server.GetJsonAsync($"/jobs/{id}/logs?limit=1");
        var rest = await server.GetJsonAsync((string)first["links"]![0]!["href"]!);

        Assert.Equal(("debug", "The job left the queue.|reading|running|The job succeeded."), ((string?)all["level"], Messages(all)));
        Assert.Equal(("The job left the queue.", "reading"), (Messages(first), Messages(rest)));
        Assert.Equal(("info", "The job left the queue.|running|The job succeeded."), Level(await server.GetJsonAsync($"/jobs/{quiet}/logs")));
        Assert.Equal(("info", "The job left the queue.|running|The job succeeded."), Level(await server.GetJsonAsync($"/jobs/{id}/logs?level=info")));
        Assert.Equal(("error", ""), Level(await server.GetJsonAsync($"/jobs/{id}/logs?level=error")));
        Assert.Empty((await server.GetJsonAsync($"/jobs/{id}/logs?offset={(string?)all["logs"]![3]!["id"]}"))["logs"]!.AsArray());
        Assert.Equal(400, (await server.GetAsync($"/jobs/{id}/logs?level=loud")).Status);

        static (string?, string) Level(JsonNode log) => ((string?)log["level"], Messages(log));
    }

    private static string Messages(JsonNode log) => string.Join('|', log["logs"]!.AsArray().Select(entry => (string?)entry!["message"]));

    private static List<string> Hrefs(JsonNode told, string relation) =>
        [.. told["links"]!.AsArray().Where(link => (string?)link!["rel"] == relation).Select(link => (string)link!["href"]!)];

    private async Task<string> RunAsync(int count)
    {
        var id = await server.CreateAsync(OpenEoServer.Graph("save_result", string.Create(CultureInfo.InvariantCulture, $$"""{"count": {{count}}}""")));
        Assert.Equal("finished", (string?)(await server.RunAsync(id))["status"]);
        return id;
    }
}

/// <summary>A server whose clock a test may move.</summary>
public sealed class ExpiryTests(OpenEoServer server) : IClassFixture<OpenEoServer>
{
    [Fact]
    public async Task A_link_expires_and_the_results_have_new_ones_then()
    {
        var id = await server.CreateAsync(OpenEoServer.Graph("save_result", """{"count": 1}"""));
        await server.RunAsync(id);
        var old = (string)(await server.GetJsonAsync($"/jobs/{id}/results"))["assets"]!["2022-06-01.tif"]!["href"]!;
        server.Clock.Move(TimeSpan.FromDays(7));
        Assert.Equal(200, (await server.GetAsync(old, owner: null)).Status);
        server.Clock.Move(TimeSpan.FromDays(1));

        var expired = await server.GetAsync(old, owner: null);

        Assert.Equal((410, "ResultLinkExpired"), (expired.Status, expired.Code));
        var now = (string)(await server.GetJsonAsync($"/jobs/{id}/results"))["assets"]!["2022-06-01.tif"]!["href"]!;
        Assert.Equal(200, (await server.GetAsync(now, owner: null)).Status);
    }
}
