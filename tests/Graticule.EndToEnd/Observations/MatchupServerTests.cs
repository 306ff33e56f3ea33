using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.EndToEnd.Cdms;

namespace Graticule.EndToEnd.Observations;

/// <summary>The process <c>matchup</c> of a running server, in its workers, over the demo data sets and points that are sent along.</summary>
public sealed class MatchupServerTests(CdmsServer server) : IClassFixture<CdmsServer>, IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task The_example_of_the_documentation_finds_pairs()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(BuiltProgram.Repository, "docs/matchup.md"));
        var start = page.IndexOf("```\ncurl", StringComparison.Ordinal) + 4;
        var example = page[start..page.IndexOf("\n```", start, StringComparison.Ordinal)].Replace("http://localhost:8080", server.Address, StringComparison.Ordinal);

        var run = await BuiltProgram.RunAsync("/bin/bash", ["-c", example], Path.GetTempPath());

        Assert.True(run.Code == 0, run.Error);
        Assert.True((long)JsonNode.Parse(run.Output)!["primaries"]! > 0, run.Output);
    }

    [Fact]
    public async Task Points_are_sent_along_as_text_and_as_a_value()
    {
        var result = await ExecuteAsync(
            "matchup",
            """
            {"inputs": {
               "primaryPoints": {"value": {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [20, 10]}, "properties": {"time": "2020-05-01T01:00:00Z"}}]}, "mediaType": "application/geo+json"},
               "secondaryPoints": "latitude,longitude,time\n10,20.001,2020-05-01T02:00:00Z\n11,20,2020-05-01T02:00:00Z\n",
               "bbox": {"bbox": [19, 9, 21, 11]}},
             "outputs": {"summary": {}}}
            """);

        Assert.Equal((1, 1), ((long)result["primaries"]!, (long)result["pairs"]!));
    }

    [Fact]
    public async Task A_preview_of_the_demo_data_sets_counts_candidates()
    {
        var candidates = await ExecuteAsync(
            "matchup-preview",
            $$$"""
            {"inputs": {"primary": "{{{CdmsServer.Chlorophyll}}}", "secondary": ["{{{CdmsServer.Drones}}}"], "bbox": [-140, 10, -110, 40], "start": "2018-04-01", "end": "2018-04-01T23:59:59Z"},
             "outputs": {"candidates": {} } }
            """);

        Assert.InRange((long)candidates["primary"]!["count"]!, 13_000, 15_500);
        Assert.True((long)candidates["secondaries"]![0]!["count"]! > 0);
    }

    [Fact]
    public async Task Faults_are_told_before_a_job_is_made()
    {
        var (status, body) = await PostAsync("matchup", """{"inputs": {"primary": "a", "secondary": ["b"], "bbox": [0, 20, 10, 10]}}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("The south is above the north", body, StringComparison.Ordinal);
    }

    private async Task<JsonNode> ExecuteAsync(string process, string request)
    {
        var (status, body) = await PostAsync(process, request);
        Assert.True(status == HttpStatusCode.OK, body);
        return JsonNode.Parse(body)!;
    }

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string process, string request)
    {
        using StringContent content = new(request, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri($"{server.Address}/ogc-api/processes/{process}/execution"), content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
