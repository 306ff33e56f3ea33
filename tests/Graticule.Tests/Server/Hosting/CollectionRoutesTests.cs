using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Hosting;

public sealed class CollectionRoutesTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        var folder = Directory.CreateDirectory(Path.Combine(_server.Data.Files, "collections", "olinda")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "collection.json"), "{\"type\":\"Collection\",\"id\":\"olinda\"}");
        await File.WriteAllTextAsync(Path.Combine(folder, "a.tif"), "0123456789");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Collections_are_listed_and_described()
    {
        var list = JsonNode.Parse(await _server.Http.GetStringAsync("/collections"))!;

        Assert.Equal("olinda", (string)Assert.Single(list["collections"]!.AsArray())!["id"]!);
        Assert.Contains("\"id\":\"olinda\"", await _server.Http.GetStringAsync("/collections/olinda"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_read_in_parts()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/collections/olinda/a.tif");
        request.Headers.Range = new RangeHeaderValue(2, 4);

        using var response = await _server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal("234", await response.Content.ReadAsStringAsync());
        Assert.Equal("bytes 2-4/10", response.Content.Headers.ContentRange!.ToString());
        Assert.Equal("image/tiff", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_file_that_did_not_change_is_not_sent_again()
    {
        using var first = await _server.Http.GetAsync(new Uri("/collections/olinda/a.tif", UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/collections/olinda/a.tif");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await _server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/collections/olinda/b.tif")]
    [InlineData("/collections/other")]
    [InlineData("/collections/olinda/..%2F..%2F..%2Fadmin.key")]
    [InlineData("/collections/..%2F../admin.key")]
    [InlineData("/collections/%2e%2e/admin.key")]
    public async Task What_is_not_there_or_outside_is_not_found(string path)
    {
        using var response = await _server.Http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
