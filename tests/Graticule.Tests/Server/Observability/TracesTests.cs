using System.Collections.Concurrent;
using System.Text;
using Graticule.Tests.Jobs.Inputs;
using Graticule.Tests.Server.Hosting;

namespace Graticule.Tests.Server.Observability;

public sealed class TracesTests
{
    [Fact]
    public async Task Requests_and_jobs_are_told_to_the_collector()
    {
        var sent = new ConcurrentQueue<string>();
        await using var collector = await RemoteHost.StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            sent.Enqueue(Encoding.Latin1.GetString(body.ToArray()));
        });
        await using (var server = await RunningServer.StartAsync(options => options with { OtlpEndpoint = collector.Url }))
        {
            server.SendKey("not-a-key-but-secret");
            using var content = new StringContent("{\"inputs\":{\"a\":\"hello\"}}", Encoding.UTF8, "application/json");
            using var response = await server.Http.PostAsync(new Uri("/ogc-api/processes/echo/execution?token=secret", UriKind.Relative), content);
        }

        var (method, path, headers) = collector.Requests.First();
        var spans = string.Concat(sent);
        Assert.Equal(("POST", "/v1/traces", "application/x-protobuf"), (method, path, headers.ContentType.ToString()));
        Assert.Contains("POST /ogc-api/processes/{processId}/execution", spans, StringComparison.Ordinal);
        Assert.Contains("run job", spans, StringComparison.Ordinal);
        Assert.Contains("graticule", spans, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", spans, StringComparison.Ordinal);
    }
}
