using System.Net;
using Graticule.Server.Maps;

namespace Graticule.Tests.Server.Maps;

public sealed class PictureTests
{
    private const string Tile = "/maps/wms?map=collections/alps/scene.tif&REQUEST=GetMap&VERSION=1.3.0&LAYERS=scene&STYLES=&CRS=CRS:84&BBOX=8,46,11,47&FORMAT=image/png";

    [Fact]
    public async Task A_tile_is_drawn_once_and_a_large_picture_each_time()
    {
        await using var server = await MapServer.StartAsync();
        var first = await server.Client.GetByteArrayAsync(new Uri(Tile + "&WIDTH=256&HEIGHT=256", UriKind.Relative));

        Assert.Equal(first, await server.Client.GetByteArrayAsync(new Uri(Tile + "&WIDTH=256&HEIGHT=256", UriKind.Relative)));
        Assert.Single(server.Renderer.Drawn);

        await server.PictureAsync(Tile + "&WIDTH=1000&HEIGHT=256");
        await server.PictureAsync(Tile + "&WIDTH=1000&HEIGHT=256");
        Assert.Equal(3, server.Renderer.Drawn.Count);
    }

    [Fact]
    public async Task A_changed_file_is_drawn_anew()
    {
        await using var server = await MapServer.StartAsync();
        await server.PictureAsync(Tile + "&WIDTH=256&HEIGHT=256");
        await server.SaveAsync("collections/alps/scene.tif", (Scene.Degrees with { Width = 301 }).Json);
        await Task.Delay(TimeSpan.FromSeconds(1.1));

        await server.PictureAsync(Tile + "&WIDTH=256&HEIGHT=256");

        Assert.Equal(2, server.Renderer.Drawn.Count);
    }

    [Fact]
    public async Task Equal_requests_at_the_same_time_share_one_drawing()
    {
        await using var server = await MapServer.StartAsync();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Renderer.Gate = gate.Task;

        var answers = Enumerable.Range(0, 8).Select(_ => server.PictureAsync(Tile + "&WIDTH=64&HEIGHT=64")).ToList();
        await WaitAsync(() => !server.Renderer.Drawn.IsEmpty);
        await Task.Delay(200);
        gate.SetResult();
        await Task.WhenAll(answers);

        Assert.Single(server.Renderer.Drawn);
    }

    [Fact]
    public async Task A_drawing_that_nobody_waits_for_is_given_up()
    {
        await using var server = await MapServer.StartAsync();
        server.Renderer.Gate = new TaskCompletionSource().Task;
        using var stop = new CancellationTokenSource();
        var answer = server.Client.GetAsync(new Uri(Tile + "&WIDTH=64&HEIGHT=64", UriKind.Relative), stop.Token);
        await WaitAsync(() => !server.Renderer.Drawn.IsEmpty);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await WaitAsync(() => server.Renderer.Cancelled == 1);
    }

    [Fact]
    public async Task A_picture_that_the_client_has_is_not_sent_again()
    {
        await using var server = await MapServer.StartAsync();
        using var first = await server.GetAsync(Tile + "&WIDTH=256&HEIGHT=256");
        using var request = new HttpRequestMessage(HttpMethod.Get, Tile + "&WIDTH=256&HEIGHT=256");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await server.Client.SendAsync(request);
        using var other = await server.GetAsync(Tile + "&WIDTH=256&HEIGHT=255");

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.True(first.Headers.CacheControl is { Private: true, MaxAge.TotalSeconds: 300 });
        Assert.NotEqual(first.Headers.ETag, other.Headers.ETag);
    }

    [Fact]
    public void The_cache_keeps_to_its_bytes_and_forgets_what_was_not_used()
    {
        var cache = new TileCache(capacity: 100_000);
        for (var i = 0; i < 100; i++)
        {
            cache.Add($"{i}", new byte[4000]);
            Assert.True(cache.TryGet("0", out _));
            Assert.InRange(cache.Bytes, 1, 100_000);
        }

        Assert.False(cache.TryGet("1", out _));
        Assert.True(cache.TryGet("99", out _));
        Assert.InRange(cache.Count, 20, 25);

        cache.Add("huge", new byte[50_000]);
        Assert.False(cache.TryGet("huge", out _));
    }

    private static async Task WaitAsync(Func<bool> holds)
    {
        var tries = 0;
        while (!holds())
        {
            Assert.True(tries++ < 1200, "It did not happen within a minute.");
            await Task.Delay(50);
        }
    }
}
