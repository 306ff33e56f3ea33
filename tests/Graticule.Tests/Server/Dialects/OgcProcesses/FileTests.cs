using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>Uploads, downloads, and files as inputs.</summary>
[Collection(OgcServerCollection.Name)]
public sealed class FileTests(OgcServer server)
{
    private const string Ann = "X-Owner: ann|1";

    [Fact]
    public async Task An_upload_is_listed_read_replaced_and_deleted()
    {
        var made = await PutAsync("notes.txt", "hello");
        var replaced = await PutAsync("notes.txt", "hello again");
        var list = await server.GetJsonAsync("/files", Ann);
        var read = await server.GetAsync("/files/notes.txt", Ann);
        var deleted = await server.SendAsync(HttpMethod.Delete, "/files/notes.txt", body: null, Ann);
        var again = await server.SendAsync(HttpMethod.Delete, "/files/notes.txt", body: null, Ann);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (made.StatusCode, replaced.StatusCode));
        var file = list["files"]!.AsArray().Single(one => one!["name"]!.GetValue<string>() == "notes.txt")!;
        Assert.Equal((11, server.Api + "/files/notes.txt"), (file["length"]!.GetValue<int>(), file["href"]!.GetValue<string>()));
        Assert.Equal("hello again", await read.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", read.Content.Headers.ContentType!.ToString());
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted.StatusCode, again.StatusCode));
    }

    [Fact]
    public async Task A_file_is_its_owners_alone()
    {
        await PutAsync("mine.txt", "secret");

        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/files/mine.txt", "X-Owner: bob")).StatusCode);
        Assert.Empty((await server.GetJsonAsync("/files", "X-Owner: bob"))["files"]!.AsArray());
        var stolen = await server.PostAsync("/processes/pictures/validation", """{"inputs": {"source": {"href": "files/mine.txt"}}}""", "X-Owner: bob");
        Assert.Equal("/inputs/source/0/href", (await OgcServer.JsonAsync(stolen))["errors"]![0]!["pointer"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(".hidden")]
    [InlineData("a%2Fb")]
    [InlineData("..%2F..%2Fgraticule.db")]
    [InlineData("a%5Cb")]
    [InlineData("a%00b")]
    public async Task A_name_that_could_leave_its_folder_is_refused(string name)
    {
        var written = await PutAsync(name, "x");
        var read = await server.GetAsync($"/files/{name}", Ann);

        Assert.Contains(written.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.NotFound });
        Assert.Contains(read.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.NotFound });
    }

    [Fact]
    public async Task An_upload_that_is_too_large_is_refused_and_leaves_nothing()
    {
        var response = await PutAsync("large.txt", new string('x', 1_000_001));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/files/large.txt", Ann)).StatusCode);
    }

    [Fact]
    public async Task A_result_comes_with_its_length_its_tag_and_in_parts()
    {
        var id = await server.RunAsync("pictures", """{"outputs": {"picture": {"format": {"mediaType": "image/png"}}}}""");
        var path = $"/jobs/{id}/results/picture";

        var whole = await server.GetAsync(path);
        var part = await server.GetAsync(path, "Range: bytes=1-3");
        var head = await server.SendAsync(HttpMethod.Head, path);
        var known = await server.GetAsync(path, $"If-None-Match: {whole.Headers.ETag}");
        var beyond = await server.GetAsync(path, "Range: bytes=1000-");

        Assert.Equal(OgcTestProcesses.Picture.Length, whole.Content.Headers.ContentLength);
        Assert.Equal("inline; filename=picture.img; filename*=UTF-8''picture.img", whole.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal((HttpStatusCode.PartialContent, "PNG"), (part.StatusCode, await part.Content.ReadAsStringAsync()));
        Assert.Equal((HttpStatusCode.OK, (long?)OgcTestProcesses.Picture.Length), (head.StatusCode, head.Content.Headers.ContentLength));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        Assert.Equal("nosniff", whole.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task One_of_several_values_has_an_address_of_its_own()
    {
        var id = await server.RunAsync("pictures", "{}");

        var second = await server.GetAsync($"/jobs/{id}/results/tiles/1");

        Assert.Equal(OgcTestProcesses.Picture, await second.Content.ReadAsByteArrayAsync());
        Assert.Equal(2, (await server.GetJsonAsync($"/jobs/{id}/results/tiles"))["tiles"]!.AsArray().Count);
        foreach (var path in new[] { "tiles/2", "tiles/-1", "tiles/x", "nothing", "mean/1" })
        {
            var missing = await server.GetAsync($"/jobs/{id}/results/{path}");
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
            Assert.EndsWith("/no-such-output", (await OgcServer.JsonAsync(missing))["type"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Files_of_this_server_become_inputs_without_a_fetch()
    {
        await PutAsync("scene.tif", "pixels");
        await server.Files.SaveAsync("collections/demo/l7.tif", new MemoryStream([1]), CancellationToken.None);
        var earlier = await OgcServer.JsonAsync(await server.PostAsync("/processes/pictures/execution", "{}", Ann, "Prefer: respond-async"));
        var job = earlier["jobID"]!.GetValue<string>();
        await EndAsync(job);

        var inputs = await InputsAsync($$$"""
            {"inputs": {"source": [
              {"href": "{{{server.Api}}}/files/scene.tif", "type": "image/tiff"}, {"href": "files/scene.tif"}, {"href": "/collections/demo/l7.tif"},
              {"href": "{{{server.Address}}}/ann//ogc-api/collections/demo/l7.tif"}, {"href": "/ogc-api/jobs/{{{job}}}/results/tiles/1"},
              {"href": "http://example.org/ogc-api/files/scene.tif"}]}}
            """.Replace("/ann//", "/ann/", StringComparison.Ordinal));

        Assert.Equal(
            [
                """{"$file":"uploads/ann~7c1/scene.tif","$type":"image/tiff"}""", """{"$file":"uploads/ann~7c1/scene.tif"}""",
                """{"$file":"collections/demo/l7.tif"}""", """{"$file":"collections/demo/l7.tif"}""",
                $$$"""{"$file":"jobs/{{{job}}}/tile-1.png","$type":"image/png"}""", """{"$href":"http://example.org/ogc-api/files/scene.tif"}""",
            ],
            inputs["source"]!.AsArray().Select(input => input!.ToJsonString()));
    }

    [Fact]
    public async Task A_result_that_is_a_value_becomes_an_input_by_its_address()
    {
        var id = await server.RunAsync("echo", """{"inputs": {"a": "once", "d": [1, 2]}}""");

        var again = await server.PostAsync("/processes/echo/execution", $$$"""{"inputs": {"a": {"href": "jobs/{{{id}}}/results/a"}, "d": {"href": "jobs/{{{id}}}/results/d"} }}""");

        Assert.Equal("""{"a":"once","d":[1,2]}""", await again.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Inline_content_is_kept_as_a_file()
    {
        var content = Convert.ToBase64String("pixels"u8);

        var inputs = await InputsAsync($$$"""{"inputs": {"source": [{"value": "{{{content}}}", "encoding": "base64", "mediaType": "image/tiff"}, {"value": "some text", "mediaType": "text/plain"}, "{{{content}}}"]}}""");

        var keys = inputs["source"]!.AsArray().Select(input => input!["$file"]!.GetValue<string>()).ToList();
        Assert.All(keys, key => Assert.Matches("^inline/[0-9a-f]{32}$", key));
        Assert.Equal(["pixels", "some text", "pixels"], keys.Select(key => File.ReadAllText(server.Files.FindPath(key)!, Encoding.UTF8)));
    }

    [Fact]
    public async Task Content_that_is_no_base64_is_a_fault_of_its_input()
    {
        var response = await server.PostAsync("/processes/pictures/validation", """{"inputs": {"source": "!!", "tiles": 100}}""");

        var pointers = (await OgcServer.JsonAsync(response))["errors"]!.AsArray().Select(error => error!["pointer"]!.GetValue<string>());
        Assert.Equal(["/inputs/source/0", "/inputs/tiles"], pointers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_collections_file_can_be_read()
    {
        await server.Files.SaveAsync("collections/demo/notes.txt", new MemoryStream("hello"u8.ToArray()), CancellationToken.None);

        Assert.Equal("hello", await (await server.GetAsync("/collections/demo/notes.txt")).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/collections/demo/%2e%2e%2fnotes.txt")).StatusCode);
    }

    private Task<HttpResponseMessage> PutAsync(string name, string content) =>
        server.SendAsync(HttpMethod.Put, $"/files/{name}", content, "Content-Type: application/octet-stream", Ann);

    /// <summary>The inputs that the engine got.</summary>
    private async Task<JsonObject> InputsAsync(string body)
    {
        var status = await OgcServer.JsonAsync(await server.PostAsync("/processes/pictures/execution", body, Ann, "Prefer: respond-async"));
        Assert.True(JobId.TryParse(status["jobID"]?.GetValue<string>(), out var id), status.ToJsonString());
        return (await server.Store.FindAsync(id, CancellationToken.None))!.Spec.Inputs;
    }

    private async Task EndAsync(string job)
    {
        while ((await server.GetJsonAsync($"/jobs/{job}", Ann))["status"]!.GetValue<string>() != "successful")
        {
            await Task.Delay(20);
        }
    }
}
