using System.Net;
using System.Text;
using Xunit.Sdk;

namespace Graticule.Tests.Server.Dialects.OpenEo.OpenApi;

public sealed class CheckingHandlerTests
{
    [Fact]
    public async Task A_broken_answer_of_a_server_fails_whoever_asked()
    {
        using var client = new HttpClient(new CheckingHandler(new BrokenServer()));

        Assert.Equal("{}", await client.GetStringAsync("http://a.example/other"));
        var failure = await Assert.ThrowsAsync<XunitException>(() => client.GetAsync("http://a.example/openeo/1.2/conformance"));
        Assert.Contains("GET /openeo/1.2/conformance -> 200 (openEO 1.2.0): /conformsTo: PropertyRequired", failure.Message, StringComparison.Ordinal);
    }

    private sealed class BrokenServer : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}", Encoding.UTF8, "application/json") });
    }
}
