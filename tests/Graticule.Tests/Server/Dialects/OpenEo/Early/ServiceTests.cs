using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early;

[Collection(EarlyServerCollection.Name)]
public sealed class ServiceTests(EarlyServer server)
{
    [Fact]
    public async Task A_job_is_a_coverage_by_its_id()
    {
        var job = await server.MakeAsync(EarlyServer.Small(679951));
        var service = await MakeAsync(job, "wcs", """{"VERSION": "2.0.1"}""");
        var address = (string)service["service_url"]!;

        var capabilities = await server.AskAsync("GET", address + "?SERVICE=WCS&VERSION=2.0.1&REQUEST=GetCapabilities", owner: null);
        var coverage = await server.AskAsync("GET", address + $"?SERVICE=WCS&VERSION=2.0.1&REQUEST=GetCoverage&COVERAGEID={job}&FORMAT=image/tiff", owner: null);

        Assert.EndsWith("/wcs", address, StringComparison.Ordinal);
        Assert.Equal("2.0.1", (string?)service["service_args"]!["VERSION"]);
        Assert.Contains(job, capabilities.Text, StringComparison.Ordinal);
        Assert.True(coverage.Status == 200, coverage.Text);
        Assert.Equal("II", coverage.Text[..2]);
    }

    [Theory]
    [InlineData("wms", "?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities")]
    [InlineData("wmts", "?SERVICE=WMTS&REQUEST=GetCapabilities")]
    [InlineData("TMS", "/10/543/667.png")]
    [InlineData("xyz", "/10/543/356.png")]
    public async Task All_types_answer(string type, string request)
    {
        var service = await MakeAsync(await server.MakeAsync(EarlyServer.Small(679952)), type, "{}");

        var reply = await server.AskAsync("GET", (string)service["service_url"]! + request, owner: null);

        Assert.True(reply.Status == 200, reply.Text);
    }

    [Fact]
    public async Task A_service_rests_while_its_job_is_cancelled_and_follows_it()
    {
        var job = await server.MakeAsync(EarlyServer.Small(679953));
        var address = (string)(await MakeAsync(job, "wcs", "{}"))["service_url"]! + "?SERVICE=WCS&VERSION=2.0.1&REQUEST=GetCapabilities";
        Assert.Equal(200, (await server.AskAsync("GET", address, owner: null)).Status);

        await server.AskAsync("PATCH", $"/jobs/{job}/cancel");
        Assert.Equal(410, await EventuallyAsync(address, 410));
        Assert.Equal(410, (await server.AskAsync("POST", "/services", $$"""{"job_id": "{{job}}", "service_type": "wms"}""")).Status);

        await server.AskAsync("PATCH", $"/jobs/{job}", EarlyServer.Body(EarlyServer.Small(679954)));
        Assert.Equal(200, await EventuallyAsync(address, 200));

        await server.AskAsync("DELETE", $"/jobs/{job}");
        Assert.Equal(410, await EventuallyAsync(address, 410));
    }

    [Fact]
    public async Task Services_are_listed_changed_and_removed_by_their_owner()
    {
        var job = await server.MakeAsync(EarlyServer.Small());
        var made = await MakeAsync(job, "wms", """{"bands": [1]}""");
        var id = (string)made["service_id"]!;

        Assert.Equal(job, (string?)(await server.ReadAsync($"/services/{id}"))["job_id"]);
        Assert.Contains(id, (await server.ReadAsync("/users/me/services")).AsArray().Select(one => (string)one!["service_id"]!));
        Assert.Equal(400, (await server.AskAsync("PATCH", $"/services/{id}", """{"service_args": {"style": "gray"}}""")).Status);
        Assert.Equal(200, (await server.AskAsync("PATCH", $"/services/{id}", """{"service_args": {"style": "grey"}}""")).Status);
        Assert.Equal("grey", (string?)(await server.ReadAsync($"/services/{id}"))["service_args"]!["style"]);
        Assert.Equal("WMS", (string?)(await server.GetJsonAsync($"/services/{id}"))["type"]);
        Assert.Equal(404, (await server.AskAsync("GET", $"/services/{id}", owner: "bob")).Status);
        Assert.Equal(404, (await server.AskAsync("DELETE", $"/services/{id}", owner: "bob")).Status);
        Assert.Equal(404, (await server.AskAsync("PATCH", $"/services/{id}", """{"service_args": {}}""", "bob")).Status);

        // The R client forgets the slash.
        Assert.Equal(200, (await server.AskAsync("DELETE", $"/services{id}")).Status);
        Assert.Equal(404, (await server.AskAsync("GET", $"/services/{id}")).Status);
    }

    [Theory]
    [InlineData("""{"service_type": "wms"}""", 400)]
    [InlineData("""{"job_id": "nothing", "service_type": "wms"}""", 404)]
    public async Task A_service_needs_a_job(string body, int status) => Assert.Equal(status, (await server.AskAsync("POST", "/services", body)).Status);

    [Fact]
    public async Task Types_that_there_are_not_are_refused()
    {
        var job = await server.MakeAsync(EarlyServer.Small());

        Assert.Equal(406, (await server.AskAsync("POST", "/services", $$"""{"job_id": "{{job}}", "type": "ftp"}""")).Status);
        Assert.Equal(400, (await server.AskAsync("POST", "/services", $$"""{"job_id": "{{job}}"}""")).Status);
    }

    [Fact]
    public async Task The_proof_of_concept_downloads_services_by_the_job()
    {
        var job = await server.MakeAsync(EarlyServer.Small(679955));

        var wcs = await server.AskAsync("GET", $"/download/{job}/wcs?SERVICE=WCS&VERSION=2.0.1&REQUEST=GetCapabilities");
        var tile = await server.AskAsync("GET", $"/download/{job}/tms/10/543/667/?bands=1");
        var named = await server.AskAsync("GET", $"/download/wcs/{job}");

        Assert.Equal((302, 302, 302), (wcs.Status, tile.Status, named.Status));
        Assert.EndsWith("/wcs?SERVICE=WCS&VERSION=2.0.1&REQUEST=GetCapabilities", wcs.Header("Location"), StringComparison.Ordinal);
        Assert.EndsWith("/tms/10/543/667?bands=1", tile.Header("Location"), StringComparison.Ordinal);
        Assert.Equal(wcs.Header("Location").Split('?')[0], named.Header("Location"));
        Assert.Contains(job, (await server.AskAsync("GET", wcs.Header("Location"), owner: null)).Text, StringComparison.Ordinal);
    }

    private async Task<JsonNode> MakeAsync(string job, string type, string arguments)
    {
        var reply = await server.AskAsync("POST", "/services/", $$"""{"job_id": "{{job}}", "service_type": "{{type}}", "service_args": {{arguments}}}""");
        Assert.True(reply.Status == 200, reply.Text);
        Assert.Equal(job, (string?)reply.Json["job_id"]);
        return reply.Json;
    }

    /// <summary>Maps look at their files again after a second only.</summary>
    private async Task<int> EventuallyAsync(string address, int status)
    {
        for (var tries = 0; tries < 500; tries++)
        {
            if ((await server.AskAsync("GET", address, owner: null)).Status == status)
            {
                return status;
            }

            await Task.Delay(20);
        }

        return (await server.AskAsync("GET", address, owner: null)).Status;
    }
}
