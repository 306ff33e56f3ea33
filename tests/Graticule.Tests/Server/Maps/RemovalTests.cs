using System.Net;
using Graticule.Server.Maps;

namespace Graticule.Tests.Server.Maps;

/// <summary>What happens to those who look at a map whose file is taken away.</summary>
public sealed class RemovalTests : IAsyncLifetime
{
    private MapServer _server = null!;
    private LastingMapLink _link = null!;

    public async Task InitializeAsync()
    {
        _server = await MapServer.StartAsync();
        await _server.SaveAsync("jobs/j1/map.json", Scene.Degrees.Json);
        _link = _server.Services.Links.Lasting(_server.Address, "jobs/j1/map.json", "j1");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    /// <summary>The file is looked for each quarter of a second.</summary>
    [Fact]
    public async Task Work_that_ends_just_when_its_file_is_looked_for_gives_what_it_gave()
    {
        var path = _server.Files.FindPath("jobs/j1/map.json")!;

        var given = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Removal.WatchAsync(
            path,
            async stop =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(245 + (number % 10)), stop);
                return number;
            },
            CancellationToken.None)));

        Assert.Equal(Enumerable.Range(0, 200), given);
    }

    [Fact]
    public async Task A_request_under_way_ends_and_later_ones_find_nothing()
    {
        var gate = new TaskCompletionSource();
        _server.Renderer.Gate = gate.Task;
        var waiting = _server.GetAsync(_link.Tms + "/7/66/82");
        while (_server.Renderer.Drawn.IsEmpty)
        {
            await Task.Yield();
        }

        File.Delete(_server.Files.FindPath("jobs/j1/map.json")!);

        using (var gone = await waiting)
        {
            Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
            Assert.Contains("removed meanwhile", await gone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        // What a link stands for is remembered for a second; a request within it is told the same as the one that waited.
        var told = "";
        for (var tries = 0; tries < 600 && !told.Contains("What this link shows is gone", StringComparison.Ordinal); tries++)
        {
            using var later = await _server.GetAsync(_link.Tms + "/7/66/82");
            Assert.Equal(HttpStatusCode.Gone, later.StatusCode);
            told = await later.Content.ReadAsStringAsync();
            await Task.Delay(100);
        }

        Assert.Contains("What this link shows is gone", told, StringComparison.Ordinal);
        Assert.True(_server.Renderer.Cancelled >= 1);
    }
}
