using System.Net;
using Graticule.Jobs.Access;
using Graticule.Server.Maps;

namespace Graticule.Tests.Server.Maps;

public sealed class MapSourcesTests : IAsyncLifetime
{
    private const string Picture = "&REQUEST=GetMap&VERSION=1.3.0&LAYERS=out&STYLES=&CRS=CRS:84&BBOX=8,46,11,47&WIDTH=30&HEIGHT=10&FORMAT=image/png";

    private MapServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await MapServer.StartAsync();
        await _server.SaveAsync("jobs/j1/out.tif", Scene.Degrees.Json);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_link_is_read_without_a_key_and_its_text_cannot_be_changed()
    {
        _server.Caller = new("anonymous", Scopes.None);
        var map = await MapAsync();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(map));
        for (var i = 0; i < map.Length; i++)
        {
            var other = map[i] == 'A' ? 'B' : 'A';
            var changed = map[..i] + other + map[(i + 1)..];

            // The last character of base64 has bits that mean nothing.
            if (i != map.Length - 1 && i != map.IndexOf('.', StringComparison.Ordinal) - 1)
            {
                Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(changed));
            }
        }
    }

    [Fact]
    public async Task A_link_expires_and_says_so()
    {
        var map = await MapAsync();
        _server.Clock.Now += TimeSpan.FromDays(29);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(map));

        _server.Clock.Now += TimeSpan.FromDays(3);
        await Task.Delay(TimeSpan.FromSeconds(1.1));

        using var response = await _server.GetAsync($"/maps/wms?map={map}{Picture}");
        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Contains("expired at 2026-04-01 00:00 UTC", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_of_a_file_that_was_removed_is_gone()
    {
        var map = await MapAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(map));

        await _server.Files.DeleteAsync("jobs/j1/out.tif", CancellationToken.None);
        await Task.Delay(TimeSpan.FromSeconds(1.1));

        Assert.Equal(HttpStatusCode.Gone, await StatusAsync(map));
    }

    [Fact]
    public async Task Another_server_s_link_is_not_found()
    {
        await using var other = await MapServer.StartAsync();
        await other.SaveAsync("jobs/j1/out.tif", Scene.Degrees.Json);
        var link = await other.Services.Links.FindAsync(other.Address, "jobs/j1/out.tif", "out", "image/tiff", CancellationToken.None);
        var path = new Uri(link!.Picture("image/png")).PathAndQuery;

        using var response = await _server.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_link_made_twice_is_the_same()
    {
        var first = await MapAsync();
        _server.Clock.Now += TimeSpan.FromHours(11);

        Assert.Equal(first, await MapAsync());
    }

    [Theory]
    [InlineData(Scopes.Read, HttpStatusCode.OK)]
    [InlineData(Scopes.Execute, HttpStatusCode.Forbidden)]
    [InlineData(Scopes.None, HttpStatusCode.Unauthorized)]
    public async Task A_registered_file_is_for_callers_who_may_read(Scopes scopes, HttpStatusCode expected)
    {
        _server.Caller = new("ann", scopes);

        using var response = await _server.GetAsync($"/maps/wms?map=collections/alps/scene.tif{Picture.Replace("=out", "=scene", StringComparison.Ordinal)}");

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("collections/alps/other.tif")]
    [InlineData("collections/alps")]
    [InlineData("collections/alps/../../jobs/j1/out.tif")]
    [InlineData("collections/../jobs/j1/out.tif")]
    [InlineData("jobs/j1/out.tif")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a.b")]
    [InlineData("collections/alps/scene.tif%00")]
    public async Task Nothing_else_is_found(string map) => Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(map));

    [Fact]
    public async Task The_parameter_is_asked_for()
    {
        var report = await _server.XmlAsync("/maps/wms?REQUEST=GetCapabilities", HttpStatusCode.BadRequest);

        Assert.Contains("collections/{collection}/{file}", report.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_is_for_the_server_s_user_alone()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var token = new MapToken("jobs/j1/out.tif", "out\nput", "image/tiff", DateTimeOffset.UnixEpoch);

        var text = MapKey.ReadOrMake(path).Sign(token);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(token with { Layer = "out_put" }, MapKey.ReadOrMake(path).Read(text));
        File.Delete(path);
    }

    private async Task<string> MapAsync()
    {
        var link = await _server.Services.Links.FindAsync(_server.Address, "jobs/j1/out.tif", "out", "image/tiff", CancellationToken.None);
        var query = new Uri(link!.Wms).Query;
        return query[5..^1];
    }

    private async Task<HttpStatusCode> StatusAsync(string map)
    {
        using var response = await _server.GetAsync($"/maps/wms?map={map}{Picture}");
        return response.StatusCode;
    }
}
