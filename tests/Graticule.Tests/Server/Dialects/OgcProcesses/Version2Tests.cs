using System.Net;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>Negotiation as in version 2.0, for requests without the words of 1.0.</summary>
[Collection(OgcServerCollection.Name)]
public sealed class Version2Tests(OgcServer server)
{
    private const string Profile = "<https://www.opengis.net/def/profile/OGC/0/ogc-results>; rel=\"profile\"";

    [Fact]
    public async Task Several_outputs_come_as_a_document_with_its_profile_and_a_link_to_the_job()
    {
        var response = await server.PostAsync("/processes/echo/execution", """{"inputs": {"a": "x", "d": [1, 2]}}""");

        Assert.Equal("""{"a":"x","d":[1,2]}""", (await OgcServer.JsonAsync(response)).ToJsonString());
        var links = response.Headers.GetValues("Link").ToList();
        Assert.Contains(Profile, links);
        Assert.Contains(links, link => link.EndsWith("rel=\"monitor\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("*/*", "text/plain", "x")]
    [InlineData("text/plain", "text/plain", "x")]
    [InlineData("application/json", "application/json", "\"x\"")]
    [InlineData("text/*, application/json;q=0.9", "text/plain", "x")]
    public async Task One_output_comes_in_the_media_type_that_is_accepted(string accept, string mediaType, string body)
    {
        var response = await server.PostAsync("/processes/echo/execution", """{"inputs": {"a": "x"}, "outputs": {"a": {}}}""", $"Accept: {accept}");

        Assert.Equal(mediaType, response.Content.Headers.ContentType!.ToString());
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("image/png", "image/png")]
    [InlineData("image/tiff", "image/tiff; application=geotiff")]
    [InlineData("image/*", "image/tiff; application=geotiff")]
    public async Task Accept_chooses_the_form_of_the_one_file(string accept, string mediaType)
    {
        var response = await server.PostAsync("/processes/pictures/execution", """{"outputs": {"picture": {}}}""", $"Accept: {accept}");

        Assert.Equal(mediaType, response.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task One_file_for_a_client_that_accepts_JSON_is_a_document_with_a_link()
    {
        var response = await server.PostAsync("/processes/pictures/execution", """{"outputs": {"picture": {}}}""", "Accept: application/json");

        Assert.Contains("/results/picture", (await OgcServer.JsonAsync(response))["picture"]!["href"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_accepts_is_not_even_run()
    {
        var response = await server.PostAsync("/processes/pictures/execution", """{"outputs": {"picture": {}}}""", "Accept: video/mp4", "X-Owner: nobody");

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
        Assert.Empty((await server.GetJsonAsync("/jobs", "X-Owner: nobody"))["jobs"]!.AsArray());
    }

    [Fact]
    public async Task Results_of_a_job_that_nobody_accepts_are_refused_too()
    {
        var id = await server.RunAsync("echo", """{"inputs": {"a": "x"}}""");

        Assert.Equal(HttpStatusCode.NotAcceptable, (await server.GetAsync($"/jobs/{id}/results", "Accept: video/mp4")).StatusCode);
    }

    [Fact]
    public async Task Minimal_means_links_and_representation_means_content()
    {
        var minimal = await server.PostAsync("/processes/pictures/execution", """{"inputs": {"tiles": 1}}""", "Prefer: return=minimal");
        var whole = await server.PostAsync("/processes/pictures/execution", """{"inputs": {"tiles": 1}}""", "Prefer: return=representation");
        var neither = await server.PostAsync("/processes/pictures/execution", """{"inputs": {"tiles": 1}}""");

        var links = await OgcServer.JsonAsync(minimal);
        Assert.All(["picture", "mean"], name => Assert.NotNull(links[name]!["href"]));
        Assert.EndsWith("/results/tiles/0", links["tiles"]![0]!["href"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("return=minimal", minimal.Headers.GetValues("Preference-Applied").Single());
        Assert.NotNull((await OgcServer.JsonAsync(whole))["picture"]!["value"]);
        Assert.Equal("return=representation", whole.Headers.GetValues("Preference-Applied").Single());
        var free = await OgcServer.JsonAsync(neither);
        Assert.NotNull(free["picture"]!["href"]);
        Assert.Equal(0.25, free["mean"]!.GetValue<double>());
    }

    [Fact]
    public async Task An_output_of_several_values_is_an_array_though_it_has_one()
    {
        var id = await server.RunAsync("pictures", """{"inputs": {"tiles": 1}}""");

        Assert.Single((await server.GetJsonAsync($"/jobs/{id}/results"))["tiles"]!.AsArray());
    }

    [Fact]
    public async Task The_query_chooses_outputs_and_an_unknown_one_is_a_fault()
    {
        var id = await server.RunAsync("pictures", """{"response": "raw"}""");

        var two = await server.GetJsonAsync($"/jobs/{id}/results?outputs=mean,tiles");
        var none = await server.GetAsync($"/jobs/{id}/results?outputs=mean,other");

        Assert.Equal(["tiles", "mean"], two.AsObject().Select(member => member.Key));
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        Assert.EndsWith("/no-such-output", (await OgcServer.JsonAsync(none))["type"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_outputs_are_no_content_and_no_results()
    {
        var now = await server.PostAsync("/processes/echo/execution", """{"inputs": {"a": "x"}, "outputs": {}}""");
        var id = await server.RunAsync("echo", """{"inputs": {"a": "x"}, "outputs": {}}""");

        Assert.Equal(HttpStatusCode.NoContent, now.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync($"/jobs/{id}/results")).StatusCode);
    }

    [Fact]
    public async Task Multipart_comes_to_those_who_ask_for_it()
    {
        var response = await server.PostAsync("/processes/echo/execution", """{"inputs": {"a": "x", "d": [1]}}""", "Accept: multipart/related");

        Assert.Equal("multipart/related", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Content-ID: d\r\n\r\n[1]\r\n", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a=hello", """{"a":"hello"}""")]
    [InlineData("A=hello&d=1,2", """{"a":"hello","d":[1,2]}""")]
    [InlineData("a=1&c=1,2,3,4", """{"a":"1","c":{"bbox":[1,2,3,4]}}""")]
    [InlineData("a=x&c=1,2,3,4&c[crs]=http://www.opengis.net/def/crs/EPSG/0/4326", """{"a":"x","c":{"bbox":[1,2,3,4],"crs":"http://www.opengis.net/def/crs/EPSG/0/4326"}}""")]
    [InlineData("a=x&b=%7B%22k%22%3A1%7D", """{"a":"x","b":{"value":{"k":1},"mediaType":"application/json"}}""")]
    [InlineData("a=x&d=%5B1%2C2%5D&d[include]=true&a[include]=true", """{"a":"x","d":[1,2]}""")]
    public async Task A_process_runs_by_key_and_value(string query, string expected)
    {
        var response = await server.GetAsync($"/processes/echo/execution?{query}");

        Assert.Equal(expected, (await OgcServer.JsonAsync(response)).ToJsonString());
    }

    [Theory]
    [InlineData("other=1", "other")]
    [InlineData("a[no]=1", "a[no]")]
    [InlineData("a=x&e[include]=true", "e[include]")]
    public async Task A_key_that_means_nothing_is_named(string query, string parameter)
    {
        var response = await server.GetAsync($"/processes/echo/execution?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains($"'{parameter}'", (await OgcServer.JsonAsync(response))["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_for_the_head_of_an_execution_runs_nothing() =>
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await server.SendAsync(HttpMethod.Head, "/processes/echo/execution?a=x")).StatusCode);
}
