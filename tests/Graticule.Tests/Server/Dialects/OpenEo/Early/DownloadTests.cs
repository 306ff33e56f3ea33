using System.Xml.Linq;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early;

[Collection(EarlyServerCollection.Name)]
public sealed class DownloadTests(EarlyServer server)
{
    private static readonly XNamespace Metalink = "urn:ietf:params:xml:ns:metalink";

    [Fact]
    public async Task Data_are_computed_when_they_are_asked_for_and_once()
    {
        var id = await server.MakeAsync(EarlyServer.Small(679901));

        var first = await LinkAsync($"/jobs/{id}/download");
        var runs = server.Runner.Runs;
        var second = await LinkAsync($"/jobs/{id}/download");

        Assert.Equal(first, second);
        Assert.Equal("submitted", (string?)(await server.ReadAsync($"/jobs/{id}"))["status"]);
        var file = await server.AskAsync("GET", first, owner: null);
        Assert.Equal((200, "image/tiff", "II"), (file.Status, file.Header("Content-Type"), file.Text[..2]));
        Assert.Equal(runs, server.Runner.Runs);
        Assert.EndsWith(".tif", new Uri(first).AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_format_or_view_is_another_result()
    {
        var id = await server.MakeAsync(EarlyServer.Small(679902), """{"format": "GTiff"}""");

        var picture = await server.AskAsync("GET", await LinkAsync($"/jobs/{id}/download?format=PNG"), owner: null);
        var coarse = await server.AskAsync("GET", await LinkAsync($"/jobs/{id}/download?view={Uri.EscapeDataString("""{"space": {"cell_size": 240, "resampling": "average"}}""")}"), owner: null);
        var whole = await server.AskAsync("GET", await LinkAsync($"/jobs/{id}/download"), owner: null);

        Assert.Equal("image/png", picture.Header("Content-Type"));
        Assert.Equal("image/tiff", coarse.Header("Content-Type"));
        Assert.True(coarse.Body.Length < whole.Body.Length);
        Assert.Equal(406, (await server.AskAsync("GET", $"/jobs/{id}/download?format=DOC")).Status);
        Assert.Equal(400, (await server.AskAsync("GET", $"/jobs/{id}/download?view=x")).Status);
    }

    [Fact]
    public async Task Links_come_as_a_metalink_document_too()
    {
        var id = await server.MakeAsync(EarlyServer.Small(679903));

        var reply = await server.AskAsync("GET", $"/jobs/{id}/download", headers: "Accept: application/metalink+xml");

        Assert.Equal((200, "application/metalink+xml"), (reply.Status, reply.Header("Content-Type")));
        var file = XDocument.Parse(reply.Text).Root!.Element(Metalink + "file")!;
        var content = await server.AskAsync("GET", (string)file.Element(Metalink + "url")!, owner: null);
        Assert.Equal((long)file.Element(Metalink + "size")!, content.Body.Length);
        Assert.Equal((string)file.Element(Metalink + "hash")!, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content.Body)));
    }

    [Fact]
    public async Task A_cancelled_job_gives_nothing_until_it_is_changed()
    {
        var id = await server.MakeAsync(EarlyServer.Small(679904));
        var link = await LinkAsync($"/jobs/{id}/download");

        Assert.Equal(200, (await server.AskAsync("PATCH", $"/jobs/{id}/cancel")).Status);

        Assert.Equal(410, (await server.AskAsync("GET", $"/jobs/{id}/download")).Status);
        Assert.Equal(410, (await server.AskAsync("GET", link, owner: null)).Status);
        Assert.Equal(410, (await server.AskAsync("GET", $"/download/GTiff/{id}")).Status);
        Assert.Equal(200, (await server.AskAsync("PATCH", $"/jobs/{id}", """{"output": {"format": "PNG"}}""")).Status);
        Assert.EndsWith(".png", new Uri(await LinkAsync($"/jobs/{id}/download")).AbsolutePath, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/download/tif/{0}", "image/tiff")]
    [InlineData("/download/png/{0}", "image/png")]
    [InlineData("/download/{0}", "image/tiff")]
    [InlineData("/download/json/{0}", "application/json")]
    public async Task The_first_version_downloads_the_data_themselves(string path, string mediaType)
    {
        var id = await server.MakeAsync(EarlyServer.Small(679905));

        var reply = await server.AskAsync("GET", string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id));

        Assert.Equal((200, mediaType), (reply.Status, reply.Header("Content-Type")));
    }

    [Fact]
    public async Task Strange_links_lead_nowhere()
    {
        Assert.Equal(404, (await server.AskAsync("GET", "/results/abc.def/x.tif", owner: null)).Status);
        Assert.Equal(404, (await server.AskAsync("GET", "/download/a/b/c/d")).Status);
    }

    private async Task<string> LinkAsync(string path) => (string)(await server.ReadAsync(path)).AsArray().Single()!;
}
