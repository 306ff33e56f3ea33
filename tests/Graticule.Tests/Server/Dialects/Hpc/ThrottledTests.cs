using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Server.Hosting;

namespace Graticule.Tests.Server.Dialects.Hpc;

public sealed class ThrottledTests(ThrottledTests.SlowServer server) : IClassFixture<ThrottledTests.SlowServer>
{
    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_back_and_nobody_else()
    {
        for (var turn = 3; turn > 0; turn--)
        {
            var (served, _) = await server.SendAsync("/api/v2/users/me/");
            Assert.Equal(HttpStatusCode.OK, served.StatusCode);
            Assert.Equal(("3", Number(turn - 1)), (served.Headers.GetValues("X-RateLimit-Limit").Single(), served.Headers.GetValues("X-RateLimit-Remaining").Single()));
        }

        var (response, text) = await server.SendAsync("/api/v3/users/me/");
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(20));
        Assert.Equal("0", response.Headers.GetValues("X-RateLimit-Remaining").Single());
        Assert.Contains("throttled", (string?)JsonNode.Parse(text)!["detail"], StringComparison.Ordinal);
        (response, _) = await server.SendAsync("/api/v2/files/");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        (response, _) = await server.SendAsync("/api/v2/users/me/", "bob");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Three requests an hour.</summary>
    public sealed class SlowServer : HpcServer
    {
        private protected override ServerOptions Options(DataFolder data)
        {
            var file = Path.Combine(data.Root, "hpc.yaml");
            File.WriteAllText(file, "throttling: { user: 3 }\n");
            return base.Options(data) with { HpcFile = file };
        }
    }
}
