using System.Net;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>What older clients send, and how it must be read.</summary>
[Collection(OgcServerCollection.Name)]
public sealed class ToleranceTests(OgcServer server)
{
    private const string Hello = """{"inputs": {"a": "hello"}}""";

    [Theory]
    [InlineData("/ogc-api")]
    [InlineData("/ogc-api/")]
    [InlineData("/ogc-api//")]
    [InlineData("//ogc-api//")]
    [InlineData("/ann/ogc-api")]
    [InlineData("/ann/ogc-api//")]
    public async Task The_landing_page_is_found_however_many_slashes_there_are(string path)
    {
        var page = await server.GetJsonAsync(server.Address + path);

        Assert.NotNull(page["links"]);
    }

    [Theory]
    [InlineData("/ogc-api//processes")]
    [InlineData("/ogc-api/processes/")]
    [InlineData("/ogc-api//processes//")]
    [InlineData("/ann/ogc-api//processes")]
    [InlineData("/ogc-api/processes?w=&limit=&f=")]
    public async Task The_process_list_is_found_with_double_slashes_and_empty_parameters(string path)
    {
        var list = await server.GetJsonAsync(server.Address + path);

        Assert.Contains(list["processes"]!.AsArray(), process => process!["id"]!.GetValue<string>() == "echo");
    }

    [Fact]
    public async Task Links_keep_the_name_space_under_which_the_caller_came()
    {
        var page = await server.GetJsonAsync(server.Address + "/ann/ogc-api/processes/echo");

        Assert.All(page["links"]!.AsArray(), link => Assert.StartsWith(server.Address + "/ann/ogc-api/", link!["href"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(page["links"]![0]!["href"]!.GetValue<string>())).StatusCode);
    }

    [Theory]
    [InlineData("/other")]
    [InlineData("/ann/bob/ogc-api")]
    [InlineData("/ogc-apixyz")]
    public async Task Paths_of_others_are_left_alone(string path) =>
        Assert.Null((await server.GetAsync(server.Address + path)).Content.Headers.ContentType);

    [Theory]
    [InlineData("/*")]
    [InlineData("*/*")]
    [InlineData("*")]
    [InlineData("application/json, /*")]
    [InlineData("application/*")]
    [InlineData("text/html;q=0.5, application/json")]
    public async Task Any_sensible_Accept_gives_JSON(string accept)
    {
        var response = await server.GetAsync("/processes", $"Accept: {accept}");

        Assert.Equal((HttpStatusCode.OK, "application/json"), (response.StatusCode, response.Content.Headers.ContentType!.ToString()));
    }

    [Fact]
    public async Task Two_Accept_headers_are_one_list()
    {
        var response = await server.GetAsync("/processes", "Accept: image/png", "Accept: application/json");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("respond-async;return=representation")]
    [InlineData("respond-async, return=representation")]
    [InlineData("Respond-Async; Return=\"representation\"")]
    [InlineData("handling=lenient,respond-async")]
    public async Task Preferences_may_be_separated_by_semicolons(string prefer)
    {
        var response = await server.PostAsync("/processes/echo/execution", Hello, $"Prefer: {prefer}", "Accept: /*");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("respond-async", response.Headers.GetValues("Preference-Applied").Single());
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        var status = await OgcServer.JsonAsync(response);
        Assert.Equal(response.Headers.Location!.ToString(), $"{server.Api}/jobs/{status["jobID"]}");
    }

    [Fact]
    public async Task Preferences_may_come_in_several_headers()
    {
        var response = await server.PostAsync("/processes/echo/execution", Hello, "Prefer: return=minimal", "Prefer: respond-async");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task A_request_for_a_reference_in_a_document_gets_one_though_it_prefers_a_representation()
    {
        var body = """{"inputs": {}, "outputs": {"picture": {"format": {"mediaType": "image/tiff"}, "transmissionMode": "reference"}}, "response": "document"}""";
        var created = await server.PostAsync("/processes/pictures/execution", body, "Prefer: respond-async;return=representation", "Accept: /*");
        var id = (await OgcServer.JsonAsync(created))["jobID"]!.GetValue<string>();
        await server.EndAsync(id);

        var results = await server.GetJsonAsync($"/jobs/{id}/results", "Prefer: return=representation");

        Assert.Equal($$$"""{"picture":{"href":"{{{server.Api}}}/jobs/{{{id}}}/results/picture","type":"image/tiff; application=geotiff"}}""", results.ToJsonString());
        var picture = await server.GetAsync(results["picture"]!["href"]!.GetValue<string>());
        Assert.Equal(OgcTestProcesses.Picture, await picture.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_path_that_makes_no_sense_is_not_found_in_JSON()
    {
        var response = await server.GetAsync("/processes/%3Cbound%20method%20x%3E");

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        Assert.EndsWith("/no-such-process", (await OgcServer.JsonAsync(response))["type"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
