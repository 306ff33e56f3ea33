using System.Net;
using System.Text.RegularExpressions;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>Now or later, and what a job says of itself meanwhile.</summary>
[Collection(OgcServerCollection.Name)]
public sealed class ModeTests(OgcServer server)
{
    [Fact]
    public async Task A_job_is_told_in_the_words_of_both_versions_without_null_members()
    {
        var id = await server.RunAsync("echo", """{"inputs": {"a": "x"}}""");

        var status = await server.GetJsonAsync($"/jobs/{id}");

        Assert.Equal((id, id), (status["jobID"]!.GetValue<string>(), status["id"]!.GetValue<string>()));
        Assert.Equal(("process", "ogc-api-processes"), (status["type"]!.GetValue<string>(), status["processingEntityType"]!.GetValue<string>()));
        Assert.Equal(("echo", "successful", "100"), (status["processID"]!.GetValue<string>(), status["status"]!.GetValue<string>(), status["progress"]!.ToJsonString()));
        Assert.All(status.AsObject(), member => Assert.NotNull(member.Value));
        Assert.All(["created", "started", "finished", "updated"], name =>
            Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$", status[name]!.GetValue<string>()));
        Assert.Contains(status["links"]!.AsArray(), link => link!["rel"]!.GetValue<string>() == "http://www.opengis.net/def/rel/ogc/1.0/results");
    }

    [Fact]
    public async Task A_new_job_has_no_times_that_are_not_known()
    {
        var response = await server.PostAsync("/processes/slow/execution", "{}", "Prefer: respond-async");
        var status = await OgcServer.JsonAsync(response);

        Assert.Equal("accepted", status["status"]!.GetValue<string>());
        Assert.False(status.AsObject().ContainsKey("started") || status.AsObject().ContainsKey("finished") || status.AsObject().ContainsKey("progress"));
        await server.SendAsync(HttpMethod.Delete, $"/jobs/{status["jobID"]}");
    }

    [Theory]
    [InlineData("respond-async, wait=20")]
    [InlineData("wait=20")]
    public async Task Whoever_waits_long_enough_gets_the_results(string prefer)
    {
        var response = await server.PostAsync("/processes/echo/execution", """{"inputs": {"a": "x"}}""", $"Prefer: {prefer}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("wait=20", response.Headers.GetValues("Preference-Applied").Single());
    }

    [Fact]
    public async Task Whoever_does_not_gets_a_job()
    {
        var response = await server.PostAsync("/processes/slow/execution", "{}", "Prefer: wait=1");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("wait=1", response.Headers.GetValues("Preference-Applied").Single());
        await server.SendAsync(HttpMethod.Delete, response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_running_job_is_dismissed_and_stays_readable_without_results()
    {
        var created = await server.PostAsync("/processes/slow/execution", "{}", "Prefer: respond-async");
        var job = created.Headers.Location!.ToString();

        var early = await server.GetAsync(job + "/results");
        var dismissed = await OgcServer.JsonAsync(await server.SendAsync(HttpMethod.Delete, job));
        var late = await server.GetAsync(job + "/results");

        Assert.EndsWith("/result-not-ready", (await OgcServer.JsonAsync(early))["type"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("dismissed", dismissed["status"]!.GetValue<string>());
        Assert.Equal("dismissed", (await server.GetJsonAsync(job))["status"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        Assert.EndsWith("/result-not-available", (await OgcServer.JsonAsync(late))["type"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finished_job_is_taken_away_with_its_results()
    {
        var id = await server.RunAsync("echo", """{"inputs": {"a": "x"}}""");

        var dismissed = await OgcServer.JsonAsync(await server.SendAsync(HttpMethod.Delete, $"/jobs/{id}"));
        var gone = await server.GetAsync($"/jobs/{id}");

        Assert.Equal("dismissed", dismissed["status"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains("was removed", (await OgcServer.JsonAsync(gone))["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_job_is_not_there()
    {
        var id = await server.RunAsync("echo", """{"inputs": {"a": "x"}}""");

        string[] paths = [$"/jobs/{id}", $"/jobs/{id}/results", $"/jobs/{id}/results/a", $"/jobs/{id}/log", $"/jobs/{id}/deliveries"];
        foreach (var path in paths)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync(path, "X-Owner: mallory")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(HttpMethod.Delete, $"/jobs/{id}", body: null, "X-Owner: mallory")).StatusCode);
    }

    [Fact]
    public async Task A_job_says_what_it_said_line_by_line()
    {
        var id = await server.RunAsync("pictures", "{}");

        var log = await server.GetAsync($"/jobs/{id}/log");
        var rest = await server.GetAsync($"/jobs/{id}/log?from=1");

        Assert.Equal("application/jsonl", log.Content.Headers.ContentType!.ToString());
        var lines = (await log.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Single(lines, line => Regex.IsMatch(line, "^{\"time\":\"[^\"]+Z\",\"level\":\"warning\",\"message\":\"last line\"}$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Equal(string.Concat(lines.Skip(1).Select(line => line + "\n")), await rest.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, (await server.GetAsync($"/jobs/{id}/log?from=x")).StatusCode);
    }
}
