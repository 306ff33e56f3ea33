using System.Net;
using System.Text.RegularExpressions;
using Graticule.Jobs;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>Every page for people.</summary>
[Collection(OgcServerCollection.Name)]
public sealed partial class PageTests(OgcServer server)
{
    private const string Browser = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Theory]
    [InlineData("", "Processes")]
    [InlineData("/conformance", "ogcapi-processes-1/1.0/conf/core")]
    [InlineData("/processes", ">echo</a>")]
    [InlineData("/processes?limit=1", "rel=\"next\"")]
    [InlineData("/processes/echo", "curl -X POST")]
    [InlineData("/processes/pictures", "image/png")]
    [InlineData("/jobs", "<th>Status</th>")]
    [InlineData("/files", "curl -T")]
    public async Task A_resource_is_a_page_for_a_browser_and_for_f_html(string path, string expected)
    {
        var forBrowser = await TextAsync(await server.GetAsync(path, Browser));
        var asked = await TextAsync(await server.GetAsync(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "f=html"));

        Assert.Contains(expected, forBrowser, StringComparison.Ordinal);
        Assert.Equal(forBrowser, asked);
        Assert.StartsWith("<!DOCTYPE html>", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_link_of_the_landing_page_leads_somewhere()
    {
        var page = await TextAsync(await server.GetAsync("?f=html"));
        var links = Link().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups["href"].Value)).Distinct(StringComparer.Ordinal).ToList();

        Assert.True(links.Count >= 7);
        foreach (var link in links)
        {
            Assert.Contains((await server.GetAsync(link)).StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Redirect });
        }
    }

    [Fact]
    public async Task Text_of_others_never_becomes_markup()
    {
        var id = await server.RunAsync("echo", """{"inputs": {"a": "<script>alert('a')</script>", "b": {"value": {"<img src=x>": "\"><b>"}}}}""");

        foreach (var path in new[] { $"/jobs/{id}", $"/jobs/{id}/results", "/processes/pictures", "/processes/%3Cimg%20src=x%3E" })
        {
            var response = await server.GetAsync(path, Browser);
            var page = await response.Content.ReadAsStringAsync();
            Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Pictures <b>", page, StringComparison.Ordinal);
            Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_of_a_job_shows_its_picture_its_log_and_its_inputs_and_stands_still()
    {
        var id = await server.RunAsync("pictures", """{"inputs": {"tiles": 1}, "outputs": {"picture": {"format": {"mediaType": "image/png"}}, "mean": {}}}""");

        var page = await TextAsync(await server.GetAsync($"/jobs/{id}", Browser));

        Assert.Contains($"<img alt=\"picture\" src=\"{server.Api}/jobs/{id}/results/picture\">", page, StringComparison.Ordinal);
        Assert.Contains("first &lt;script&gt;line", page, StringComparison.Ordinal);
        Assert.Contains("successful", page, StringComparison.Ordinal);
        Assert.Contains("&quot;tiles&quot;: 1", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv=\"refresh\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_a_running_job_shows_its_progress_and_asks_again_by_itself()
    {
        var created = await server.PostAsync("/processes/slow/execution", "{}", "Prefer: respond-async");
        var job = created.Headers.Location!.ToString();

        var page = await TextAsync(await server.GetAsync(job, Browser));
        await server.SendAsync(HttpMethod.Delete, job);

        Assert.Contains("<meta http-equiv=\"refresh\" content=\"2\">", page, StringComparison.Ordinal);
        Assert.Contains("<progress max=\"100\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_is_a_page_too()
    {
        var response = await server.GetAsync("/jobs/nothing", Browser);

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Contains("There is no job", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/conformance")]
    [InlineData("/api")]
    [InlineData("/api/processes-list")]
    [InlineData("/processes")]
    [InlineData("/processes/echo")]
    [InlineData("/jobs")]
    [InlineData("/files")]
    public async Task A_head_has_the_headers_of_the_whole(string path)
    {
        var whole = await server.GetAsync(path, "X-Owner: head");
        var head = await server.SendAsync(HttpMethod.Head, path, body: null, "X-Owner: head");

        Assert.Equal((whole.StatusCode, whole.Content.Headers.ContentLength), (head.StatusCode, head.Content.Headers.ContentLength));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public void There_is_a_word_for_every_state_and_back() => Assert.All(Enum.GetValues<JobState>(), state =>
    {
        Assert.True(Graticule.Server.Dialects.OgcProcesses.Words.TryReadState(Graticule.Server.Dialects.OgcProcesses.Words.State(state), out var read));
        Assert.Equal(state, read);
    });

    private static async Task<string> TextAsync(HttpResponseMessage response)
    {
        Assert.Equal((HttpStatusCode.OK, "text/html; charset=utf-8"), (response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        return await response.Content.ReadAsStringAsync();
    }

    [GeneratedRegex("href=\"(?<href>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
