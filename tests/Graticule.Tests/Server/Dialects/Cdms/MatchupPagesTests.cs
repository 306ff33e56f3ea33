using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.Cdms;

[Collection(CdmsServerCollection.Name)]
public sealed class MatchupPagesTests(CdmsServer server)
{
    /// <summary>As the notebook prints it (with two blanks a level; the API has four), of another server and time.</summary>
    private const string Running =
        """
        {
          "status": "running",
          "message": "",
          "createdAt": "2023-12-11 18:18:53.582000",
          "updatedAt": null,
          "links": [
            {
              "href": "https://doms.jpl.nasa.gov/job?id=dcfbd7cf-c5b9-4d40-9cbd-d169961fb8cc",
              "title": "Get job status - the current page",
              "type": "application/json",
              "rel": "self"
            },
            {
              "href": "https://doms.jpl.nasa.gov/job/cancel?id=dcfbd7cf-c5b9-4d40-9cbd-d169961fb8cc",
              "title": "Cancel the job",
              "rel": "cancel"
            }
          ],
          "params": {
            "primary": "waits",
            "matchup": "shark-2018",
            "startTime": "2018-04-01 00:00:00+00:00",
            "endTime": "2018-04-01 23:59:59+00:00",
            "bbox": "-140,10,-110,40",
            "timeTolerance": 86400,
            "radiusTolerance": 50000.0,
            "platforms": "3B",
            "parameter": "mass_concentration_of_chlorophyll_in_sea_water",
            "depthMin": -5.0,
            "depthMax": 5.0
          },
          "executionID": "dcfbd7cf-c5b9-4d40-9cbd-d169961fb8cc"
        """;

    /// <summary>The same of one that was cancelled.</summary>
    private static readonly string CancelledEnd = Running[Running.IndexOf("  \"params\"", StringComparison.Ordinal)..] + "\n}";

    [Fact]
    public async Task A_running_job_is_told_as_the_notebook_prints_it_with_its_progress_behind_that()
    {
        var id = await server.SubmitAsync("waits");
        var (response, text) = await server.SendAsync($"/job?id={id}");
        var created = (string)JsonNode.Parse(text)!["createdAt"]!;

        Assert.StartsWith(Expected(Running, id, created), text, StringComparison.Ordinal);
        Assert.Matches("^(,\n    \"progress\": 0[.][0-9]+)?\n}$", text[Expected(Running, id, created).Length..]);
        Assert.Equal(("application/json", "no-store"), (response.Content.Headers.ContentType!.MediaType, response.Headers.CacheControl!.ToString()));

        var cancelled = (await server.SendAsync($"/job/cancel?id={id}")).Response;
        Assert.Equal((302, $"/job?id={id}"), ((int)cancelled.StatusCode, cancelled.Headers.Location!.OriginalString));
        text = (await server.SendAsync($"/job?id={id}")).Text;
        var job = JsonNode.Parse(text)!;
        Assert.Equal(("cancelled", ""), ((string)job["status"]!, (string)job["message"]!));
        Assert.Equal("self", (string)Assert.Single(job["links"]!.AsArray())!["rel"]!);
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d([.]\d{3}000)?$", (string)job["updatedAt"]!);
        Assert.EndsWith(Expected(CancelledEnd, id, created), text, StringComparison.Ordinal);

        // What has ended stays as it is.
        Assert.Equal(302, (int)(await server.SendAsync($"/job/cancel?id={id}")).Response.StatusCode);
        Assert.Equal(text, (await server.SendAsync($"/job?id={id}")).Text);
    }

    [Fact]
    public async Task A_finished_job_tells_its_counts_and_where_its_results_are()
    {
        var id = await server.RunAsync("finds", ("parameter", null), ("depthMin", null), ("depthMax", null), ("secondary", "shark-2018,drifters"));
        var job = (await server.GetJsonAsync($"/nexus/job?id={id}&filename=my file")).AsObject();
        var root = server.Address + "/nexus";

        Assert.Equal(
            [
                "status", "message", "createdAt", "updatedAt", "links", "params", "executionID", "totalPrimaryMatched", "totalSecondaryMatched", "averageSecondaryMatched",
                "totalUniqueSecondaryMatched",
            ],
            job.Select(member => member.Key));
        Assert.Equal(("success", ""), ((string)job["status"]!, (string)job["message"]!));
        Assert.Equal((2, 3, 2, 3), ((int)job["totalPrimaryMatched"]!, (int)job["totalSecondaryMatched"]!, (int)job["averageSecondaryMatched"]!, (int)job["totalUniqueSecondaryMatched"]!));
        Assert.Equal(
            [
                $"{root}/job?id={id}&filename=my%20file|Get job status - the current page|application/json|self",
                $"{root}/cdmscatalog/{id}|STAC Catalog for execution results|application/json|stac",
                $"{root}/cdmsresults?id={id}&output=CSV&filename=my%20file|Download CSV results|text/csv|data",
                $"{root}/cdmsresults?id={id}&output=JSON&filename=my%20file|Download JSON results|application/json|data",
                $"{root}/cdmsresults?id={id}&output=NETCDF&filename=my%20file|Download NETCDF results|binary/octet-stream|data",
            ],
            job["links"]!.AsArray().Select(link => string.Join('|', link!.AsObject().Select(member => (string)member.Value!))));
        Assert.Equal(
            """{"primary":"finds","matchup":["shark-2018","drifters"],"startTime":"2018-04-01 00:00:00+00:00","endTime":"2018-04-01 23:59:59+00:00","bbox":"-140,10,-110,40","timeTolerance":86400,"radiusTolerance":50000.0,"platforms":"3B","parameter":null,"depthMin":null,"depthMax":null}""",
            job["params"]!.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal));
        Assert.Equal(["shark-1", "shark-2", "drifters"], (await server.Engine.GetAsync("ann", new(Guid.Parse(id)), default)).Spec.Inputs["secondary"]!.AsArray().Select(one => (string)one!));
    }

    [Theory]
    [InlineData("fails", "The file 'x.nc' cannot be read.")]
    [InlineData("misses", "No tiles matched the provided domain")]
    public async Task A_failed_job_says_why(string primary, string message)
    {
        var job = await server.GetJsonAsync($"/job?id={await server.RunAsync(primary)}");

        Assert.Equal(("failed", message), ((string)job["status"]!, (string)job["message"]!));
        Assert.Equal(["self"], job["links"]!.AsArray().Select(link => (string)link!["rel"]!));
        Assert.NotNull(job["updatedAt"]);
        Assert.False(job.AsObject().ContainsKey("totalPrimaryMatched"));
    }

    [Theory]
    [InlineData("primary")]
    [InlineData("secondary")]
    public async Task An_unknown_data_set_is_not_found_and_leaves_no_job(string side)
    {
        var before = await CountAsync("bob");

        Assert.Equal((404, "Dataset nothing is not currently loaded/ingested"), await server.GetErrorAsync("/match_spark" + MatchupReaderTests.With((side, "nothing")), "bob"));
        Assert.Equal((404, "Dataset nothing is not currently loaded/ingested"), await server.GetErrorAsync("/match_spark" + MatchupReaderTests.With(("secondary", "drifters,nothing")), "bob"));
        Assert.Equal(before, await CountAsync("bob"));
    }

    [Fact]
    public async Task What_is_wrong_with_a_request_is_told_in_the_form_of_the_original()
    {
        var (response, text) = await server.SendAsync("/match_spark" + MatchupReaderTests.With(("platforms", null)));

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("{\n     \"error\": \"'platforms' argument is required\",\n     \"code\": 400\n}", text);
    }

    [Fact]
    public async Task A_form_by_post_is_as_good_as_a_query()
    {
        var (response, text) = await server.SendAsync("/match_spark?filename=x%26y", "ann", "POST", MatchupReaderTests.With(("primary", "finds"))[1..]);

        Assert.True((int)response.StatusCode == 302, text);
        Assert.EndsWith("&filename=x%26y", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(200, (int)(await server.SendAsync(response.Headers.Location.OriginalString)).Response.StatusCode);
    }

    [Theory]
    [InlineData("/job", 400, "\"id\" argument must be a valid uuid")]
    [InlineData("/job?id=7", 400, "\"id\" argument must be a valid uuid")]
    [InlineData("/job/cancel", 400, "\"id\" argument must be a valid uuid")]
    [InlineData("/job?id=dcfbd7cf-c5b9-4d40-9cbd-d169961fb8cc", 404, "Execution not found with id dcfbd7cf-c5b9-4d40-9cbd-d169961fb8cc")]
    [InlineData("/job/cancel?id=dcfbd7cf-c5b9-4d40-9cbd-d169961fb8cc", 404, "Execution not found with id dcfbd7cf-c5b9-4d40-9cbd-d169961fb8cc")]
    [InlineData("/cdmsresults", 400, "'id' argument must be a valid uuid")]
    [InlineData("/cdmsresults?id=x", 400, "'id' argument must be a valid uuid")]
    [InlineData("/domsresults?id=dcfbd7cf-c5b9-4d40-9cbd-d169961fb8cc", 404, "No params found for id dcfbd7cf-c5b9-4d40-9cbd-d169961fb8cc")]
    [InlineData("/cdmsresults?id=dcfbd7cf-c5b9-4d40-9cbd-d169961fb8cc&output=XML", 400, "'output' must be one of CSV, JSON and NETCDF, not 'XML'")]
    [InlineData("/cdmsresults?id=dcfbd7cf-c5b9-4d40-9cbd-d169961fb8cc&pageNum=0", 400, "'pageNum' must be a whole number from 1, not 0")]
    [InlineData("/cdmsresults?id=dcfbd7cf-c5b9-4d40-9cbd-d169961fb8cc&pageSize=-1", 400, "'pageSize' must be a whole number from 1, not -1")]
    [InlineData("/cdmscatalog", 400, "Execution ID path param must be provided.")]
    [InlineData("/cdmscatalog/", 400, "Execution ID path param must be provided.")]
    [InlineData("/cdmscatalog/x", 400, "\"x\" is not a valid uuid")]
    [InlineData("/cdmscatalog/dcfbd7cf-c5b9-4d40-9cbd-d169961fb8cc", 404, "Execution not found with id dcfbd7cf-c5b9-4d40-9cbd-d169961fb8cc")]
    public async Task What_cannot_be_is_refused(string path, int status, string reason) => Assert.Equal((status, reason), await server.GetErrorAsync(path));

    [Theory]
    [InlineData("/job?id=")]
    [InlineData("/job/cancel?id=")]
    [InlineData("/cdmsresults?id=")]
    [InlineData("/cdmscatalog/")]
    public async Task Nobody_sees_or_ends_the_job_of_somebody_else(string path)
    {
        var id = await server.SubmitAsync("waits");

        Assert.Equal(404, (await server.GetErrorAsync(path + id, "bob")).Status);
        Assert.Equal("running", (string)(await server.GetJsonAsync($"/job?id={id}"))["status"]!);
        await server.SendAsync($"/job/cancel?id={id}");
    }

    private async Task<int> CountAsync(string owner) => (await server.Engine.ListAsync(new() { Owner = owner }, default)).Jobs.Count;

    private string Expected(string template, string id, string created) => string.Join('\n', template.Split('\n').Select(line => new string(' ', line.Length - line.TrimStart().Length) + line))
        .Replace("https://doms.jpl.nasa.gov", server.Address, StringComparison.Ordinal)
        .Replace("dcfbd7cf-c5b9-4d40-9cbd-d169961fb8cc", id, StringComparison.Ordinal)
        .Replace("2023-12-11 18:18:53.582000", created, StringComparison.Ordinal);
}
