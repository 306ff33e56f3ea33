using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Graticule.Jobs;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Server.Hosting;

public sealed class ShutdownTests
{
    [Fact]
    public async Task A_request_under_way_gets_its_answer_before_the_server_ends()
    {
        using var folder = new TemporaryFolder();
        var server = await RunningServer.StartAsync(data: new DataFolder(folder.Path));
        var answer = PostAsync(server, pause: 4);
        await Task.Delay(1500);

        var began = Stopwatch.StartNew();
        await server.StopAsync();

        using var response = await answer;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.InRange(began.Elapsed, TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(30));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_request_that_takes_too_long_does_not_keep_the_server()
    {
        using var folder = new TemporaryFolder();
        var server = await RunningServer.StartAsync(options => options with { DrainTime = TimeSpan.FromSeconds(1) }, new DataFolder(folder.Path));
        var answer = PostAsync(server, pause: 50);
        await Task.Delay(1500);

        var began = Stopwatch.StartNew();
        await server.StopAsync();

        Assert.InRange(began.Elapsed, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(40));
        await Assert.ThrowsAnyAsync<Exception>(async () => (await answer).EnsureSuccessStatusCode());
        await server.DisposeAsync();
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningServer server, double pause)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"{{\"inputs\":{{\"a\":\"hello\",\"pause\":{pause}}}}}");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await server.Http.PostAsync(new Uri("/ogc-api/processes/echo/execution", UriKind.Relative), content);
    }
}
