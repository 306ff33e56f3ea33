using System.Net;
using Graticule.Jobs;
using Graticule.Jobs.Storage;
using Graticule.Raster.Rendering;
using Graticule.Tests.Server.Maps;
using Microsoft.AspNetCore.WebUtilities;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>Outputs that are wanted as a picture by reference are maps.</summary>
[Collection(OgcServerCollection.Name)]
public sealed class MapResultTests(OgcServer server)
{
    private const string Wanted = """{"out": {"format": {"mediaType": "image/png"}, "transmissionMode": "reference"}}""";

    [Fact]
    public async Task A_picture_by_reference_is_the_address_of_a_map_and_nothing_else()
    {
        var id = await server.RunAsync("scenes", $$"""{"inputs": {}, "outputs": {{Wanted}}, "response": "document"}""");

        var results = (await server.GetJsonAsync($"/jobs/{id}/results", "Prefer: return=representation")).AsObject();

        Assert.Equal(["out"], results.Select(member => member.Key));
        Assert.Equal(["href", "type"], results["out"]!.AsObject().Select(member => member.Key));
        Assert.Equal("image/png", results["out"]!["type"]!.GetValue<string>());
        var address = new Uri(results["out"]!["href"]!.GetValue<string>());
        var query = QueryHelpers.ParseQuery(address.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        Assert.Equal(server.Address + "/maps/wms", address.GetLeftPart(UriPartial.Path));
        Assert.Equal(
            ("GetMap", "WMS", "1.3.0", "out", "", "image/png", "true", "46,8,47,11", "EPSG:4326", "600", "200"),
            (query["request"], query["service"], query["version"], query["layers"], query["styles"], query["format"], query["transparent"], query["bbox"], query["crs"], query["width"], query["height"]));
    }

    [Fact]
    public async Task The_address_gives_the_whole_picture_to_anybody()
    {
        var id = await server.RunAsync("scenes", $$"""{"inputs": {}, "outputs": {{Wanted}}, "response": "document"}""");
        var href = (await server.GetJsonAsync($"/jobs/{id}/results"))["out"]!["href"]!.GetValue<string>();

        var response = await server.GetAsync(href, "X-Owner: nobody");

        Assert.Equal((HttpStatusCode.OK, "image/png"), (response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        var drawn = KnownRenderer.ReadPicture(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(("EPSG:4326", new Box(8, 46, 11, 47), 600, 200), (drawn.Crs, drawn.Box, drawn.Width, drawn.Height));
    }

    [Fact]
    public async Task A_user_s_name_space_leads_to_the_map_too()
    {
        var id = await server.RunAsync("scenes", $$"""{"inputs": {}, "outputs": {{Wanted}}, "response": "document"}""");

        var results = await OgcServer.JsonAsync(await server.GetAsync($"{server.Address}/ann/ogc-api/jobs/{id}/results"));
        var response = await server.GetAsync(results["out"]!["href"]!.GetValue<string>());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Raw_by_reference_is_a_link_to_the_map()
    {
        var response = await server.PostAsync("/processes/scenes/execution", $$"""{"inputs": {}, "outputs": {{Wanted}}, "response": "raw"}""");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Matches("^<http://.*/maps/wms\\?map=.*>; rel=\"out\"; type=\"image/png\"$", response.Headers.GetValues("Link").Single());
    }

    [Fact]
    public async Task Among_other_outputs_the_map_is_the_location_of_its_part()
    {
        var response = await server.PostAsync(
            "/processes/scenes/execution", $$$"""{"inputs": {}, "outputs": {{{Wanted[..^1]}}}, "mean": {"transmissionMode": "value"}}, "response": "raw"}""");
        var text = await response.Content.ReadAsStringAsync();

        Assert.Contains("Content-Type: image/png\r\nContent-ID: out\r\nContent-Location: http", text, StringComparison.Ordinal);
        Assert.Contains("/maps/wms?map=", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("raw")]
    [InlineData("document")]
    public async Task A_picture_by_value_is_a_picture(string response)
    {
        var answer = await server.PostAsync(
            "/processes/scenes/execution",
            $$$"""{"inputs": {}, "outputs": {"out": {"format": {"mediaType": "image/png"}, "transmissionMode": "value"}}, "response": "{{{response}}}"}""");

        var picture = response == "raw"
            ? await answer.Content.ReadAsByteArrayAsync()
            : Convert.FromBase64String((await OgcServer.JsonAsync(answer))["out"]!["value"]!.GetValue<string>());
        Assert.Equal(OgcTestProcesses.Picture, picture);
    }

    [Fact]
    public async Task An_output_that_is_no_raster_keeps_its_own_address()
    {
        var id = await server.RunAsync(
            "pictures", """{"inputs": {}, "outputs": {"picture": {"mediaType": "image/jpeg", "transmissionMode": "reference"}, "tiles": {"mediaType": "image/png", "transmissionMode": "reference"}}, "response": "document"}""");
        var results = await server.GetJsonAsync($"/jobs/{id}/results");

        Assert.EndsWith($"/jobs/{id}/results/tiles/0", results["tiles"]![0]!["href"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Posted_news_have_the_map_too()
    {
        var id = await server.RunAsync(
            "scenes", $$$"""{"inputs": {}, "outputs": {{{Wanted}}}, "response": "document", "subscriber": {"successUri": "http://example.org/ok"}}""");
        Assert.True(JobId.TryParse(id, out var known));
        var job = (await server.Store.FindAsync(known, CancellationToken.None))!;

        var news = System.Text.Encoding.UTF8.GetString(await server.Dialect.WriteNewsAsync(job, DeliveryEvent.Succeeded, CancellationToken.None));

        Assert.StartsWith($$$"""{"out":{"href":"{{{server.Address}}}/maps/wms?map=""", news, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_results_shows_the_map()
    {
        var id = await server.RunAsync("scenes", """{"inputs": {}}""");

        var page = await (await server.GetAsync($"/jobs/{id}/results?f=html")).Content.ReadAsStringAsync();

        Assert.Contains($"src=\"{server.Address}/maps/wms?map=", page, StringComparison.Ordinal);
    }
}
