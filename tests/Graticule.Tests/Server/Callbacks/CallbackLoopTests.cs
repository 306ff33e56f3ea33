using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Jobs.Inputs;
using Graticule.Server.Callbacks;
using Graticule.Tests.Jobs.Inputs;
using Graticule.Tests.Server.Hosting;

namespace Graticule.Tests.Server.Callbacks;

public sealed class CallbackLoopTests
{
    [Fact]
    public async Task A_job_that_ends_is_told_to_its_subscriber_signed()
    {
        var bodies = new ConcurrentQueue<byte[]>();
        await using var receiver = await RemoteHost.StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            bodies.Enqueue(body.ToArray());
        });
        await using var server = await RunningServer.StartAsync(options => options with
        {
            Fetch = new() { PrivateHosts = [HostRule.Parse(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{receiver.Port}"))] },
        });

        var request = new JsonObject
        {
            ["inputs"] = new JsonObject { ["a"] = "hello" },
            ["subscriber"] = new JsonObject { ["successUri"] = receiver.Url + "done", ["failedUri"] = receiver.Url + "failed" },
        };
        using var message = new HttpRequestMessage(HttpMethod.Post, "/ogc-api/processes/echo/execution")
        {
            Content = new StringContent(request.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        message.Headers.Add("Prefer", "respond-async");
        using var response = await server.Http.SendAsync(message);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());

        for (var tries = 0; tries < 1000 && receiver.Requests.IsEmpty; tries++)
        {
            await Task.Delay(100);
        }

        var (method, path, headers) = Assert.Single(receiver.Requests);
        Assert.Equal(("POST", "/done"), (method, path));
        Assert.Equal("application/json", headers.ContentType);
        Assert.Equal("succeeded", headers["Graticule-Event"]);
        var body = Assert.Single(bodies);
        Assert.NotNull(JsonNode.Parse(body));
        Assert.Equal(CallbackKey.ReadOrMake(server.Data.CallbackKey).Sign(headers["Graticule-Timestamp"]!, body), headers["Graticule-Signature"]);
    }
}
