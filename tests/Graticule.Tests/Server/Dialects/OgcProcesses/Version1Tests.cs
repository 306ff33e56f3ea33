using System.Net;
using System.Text;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>The answers that table 11 of version 1.0 wants, and what the executable test suite looks at.</summary>
[Collection(OgcServerCollection.Name)]
public sealed class Version1Tests(OgcServer server)
{
    private const string Base = """
        {"inputs": {"a": "teststring", "b": {"value": "teststring"}},
         "outputs": {"a": {"transmissionMode": "value"}, "b": {"transmissionMode": "value"}, "c": {"transmissionMode": "value"}, "d": {"transmissionMode": "value"}}}
        """;

    [Fact]
    public async Task Several_raw_values_come_as_multipart_with_a_text_part_and_without_links()
    {
        var response = await server.PostAsync("/processes/echo/execution", Base, "Accept: application/json");

        Assert.Equal((HttpStatusCode.OK, "multipart/related"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.False(response.Headers.Contains("Link"));
        var boundary = response.Content.Headers.ContentType.Parameters.Single(parameter => parameter.Name == "boundary").Value!.Trim('"');
        var expected = $"--{boundary}\r\nContent-Type: text/plain\r\nContent-ID: a\r\n\r\nteststring\r\n"
            + $"--{boundary}\r\nContent-Type: text/xml\r\nContent-ID: b\r\n\r\nteststring\r\n--{boundary}--\r\n";
        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
        Assert.Equal(Encoding.UTF8.GetByteCount(expected), response.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("""{"inputs": {"a": "x", "d": [1, 2, 3]}, "outputs": {"d": {"transmissionMode": "value"}}, "response": "raw"}""", "application/json", "[1,2,3]")]
    [InlineData("""{"inputs": {"a": "x"}, "outputs": {"a": {}}, "response": "raw"}""", "text/plain", "x")]
    [InlineData("""{"inputs": {"a": "x", "c": {"bbox": [1, 2, 3, 4]}}, "outputs": {"c": {"transmissionMode": "value"}}}""", "application/json", """{"bbox":[1,2,3,4]}""")]
    public async Task One_raw_value_comes_as_it_is(string body, string mediaType, string expected)
    {
        var response = await server.PostAsync("/processes/echo/execution", body);

        Assert.Equal((HttpStatusCode.OK, mediaType), (response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
        Assert.False(response.Headers.Contains("Link"));
    }

    [Fact]
    public async Task Raw_references_come_as_links_and_nothing_else()
    {
        var response = await server.PostAsync("/processes/echo/execution",
            """{"inputs": {"a": "x", "d": [1]}, "outputs": {"a": {"transmissionMode": "reference"}, "d": {"transmissionMode": "reference"}}}""");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        var links = response.Headers.GetValues("Link").ToList();
        Assert.Equal(2, links.Count);
        Assert.Matches($"^<{server.Api}/jobs/[0-9a-f]{{32}}/results/a>; rel=\"a\"; type=\"text/plain\"$", links[0]);
        var value = await server.GetAsync(links[1][1..links[1].IndexOf('>', StringComparison.Ordinal)]);
        Assert.Equal("[1]", await value.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Raw_values_mixed_with_references_come_as_multipart_with_empty_parts()
    {
        var response = await server.PostAsync("/processes/echo/execution",
            """{"inputs": {"a": "x", "d": [1]}, "outputs": {"a": {"transmissionMode": "value"}, "d": {"transmissionMode": "reference"}}}""");

        var text = await response.Content.ReadAsStringAsync();
        Assert.Contains("Content-ID: a\r\n\r\nx\r\n", text, StringComparison.Ordinal);
        Assert.Matches($"Content-ID: d\r\nContent-Location: {server.Api}/jobs/[0-9a-f]{{32}}/results/d\r\n\r\n\r\n--", text);
    }

    [Fact]
    public async Task A_document_holds_values_as_they_are_and_objects_and_files_qualified()
    {
        var echo = await server.PostAsync("/processes/echo/execution",
            """{"inputs": {"a": "x", "b": {"value": {"k": 1}}, "c": {"bbox": [1, 2, 3, 4]}, "d": [1]}, "response": "document"}""");
        var pictures = await server.PostAsync("/processes/pictures/execution", """{"inputs": {"tiles": 1}, "response": "document"}""");

        Assert.Equal(
            """{"a":"x","b":{"value":{"k":1},"mediaType":"application/json"},"c":{"bbox":[1,2,3,4]},"d":[1]}""",
            (await OgcServer.JsonAsync(echo)).ToJsonString());
        Assert.Equal("application/json", echo.Content.Headers.ContentType!.ToString());
        Assert.False(echo.Headers.Contains("Link"));
        var content = Convert.ToBase64String(OgcTestProcesses.Picture);
        Assert.Equal(
            $$$"""{"picture":{"value":"{{{content}}}","encoding":"base64","mediaType":"image/tiff; application=geotiff"},"tiles":[{"value":"{{{content}}}","encoding":"base64","mediaType":"image/png"}],"mean":0.25}""",
            (await OgcServer.JsonAsync(pictures)).ToJsonString());
    }

    [Fact]
    public async Task An_asynchronous_job_gives_its_results_as_its_request_asked()
    {
        var id = await server.RunAsync("echo", Base);

        var results = await server.GetAsync($"/jobs/{id}/results");

        Assert.Equal("multipart/related", results.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Content-ID: a\r\n\r\nteststring\r\n", await results.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_raw_file_comes_in_the_media_type_that_was_asked_for()
    {
        var response = await server.PostAsync("/processes/pictures/execution",
            """{"outputs": {"picture": {"format": {"mediaType": "image/png"}}}, "response": "raw"}""");

        Assert.Equal("image/png", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(OgcTestProcesses.Picture, await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_query_parameter_response_counts_where_the_body_has_none()
    {
        var response = await server.PostAsync("/processes/echo/execution?response=document", """{"inputs": {"a": "x"}, "outputs": {"a": {}}}""");

        Assert.Equal("""{"a":"x"}""", await response.Content.ReadAsStringAsync());
        Assert.False(response.Headers.Contains("Link"));
    }

    [Fact]
    public async Task An_execute_error_is_plain_JSON_for_a_client_that_asks_for_that()
    {
        var response = await server.PostAsync("/processes/echo/execution", """{"inputs": {"a": "x", "b": {"type": "wrong/type_1"}}}""", "Accept: application/json");

        Assert.Equal((HttpStatusCode.BadRequest, "application/json"), (response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        var problem = await OgcServer.JsonAsync(response);
        Assert.Equal("/inputs/b", problem["errors"]![0]!["pointer"]!.GetValue<string>());
        Assert.NotNull(problem["type"]);
    }
}
