using System.Net;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

[Collection(OgcServerCollection.Name)]
public sealed class SliceTests(OgcServer server)
{
    [Fact]
    public async Task Echo_runs_and_its_job_is_there()
    {
        var answer = await server.PostAsync("/processes/echo/execution", """{"inputs": {"a": "hello"}}""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"a":"hello"}""", await answer.Content.ReadAsStringAsync());
        var page = await server.GetAsync("/processes/echo?f=html");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }
}
