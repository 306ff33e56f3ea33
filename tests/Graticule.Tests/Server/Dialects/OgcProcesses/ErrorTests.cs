using System.Net;
using Graticule.Jobs;
using Graticule.Server.Dialects.OgcProcesses;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>How each kind of problem is told.</summary>
[Collection(OgcServerCollection.Name)]
public sealed class ErrorTests(OgcServer server)
{
    public static TheoryData<ProblemKind> Kinds => [.. Enum.GetValues<ProblemKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_failed_job_tells_its_kind_of_problem_now_and_later(ProblemKind kind)
    {
        var expected = Errors.Of(new(kind, "It went wrong."));
        var body = $$$"""{"inputs": {"kind": "{{{kind}}}"}}""";

        var now = await server.PostAsync("/processes/failing/execution", body);
        var id = await server.RunAsync("failing", body);
        var later = await server.GetAsync($"/jobs/{id}/results");

        foreach (var response in new[] { now, later })
        {
            Assert.Equal((expected.Status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType!.ToString()));
            var problem = await OgcServer.JsonAsync(response);
            Assert.Equal((expected.Type, expected.Title, "It went wrong."),
                (problem["type"]!.GetValue<string>(), problem["title"]!.GetValue<string>(), problem["detail"]!.GetValue<string>()));
            Assert.All(problem.AsObject(), member => Assert.NotNull(member.Value));
        }

        var status = await server.GetJsonAsync($"/jobs/{id}");
        Assert.Equal(("failed", "It went wrong.", expected.Type),
            (status["status"]!.GetValue<string>(), status["message"]!.GetValue<string>(), status["exception"]!["type"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("*/*", "application/problem+json")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/problem+json, application/json", "application/problem+json")]
    [InlineData("text/html", "text/html; charset=utf-8")]
    [InlineData("image/png", "application/problem+json")]
    public async Task An_error_comes_in_the_form_that_is_accepted(string accept, string expected)
    {
        var response = await server.GetAsync("/jobs/nothing", $"Accept: {accept}");

        Assert.Equal((HttpStatusCode.NotFound, expected), (response.StatusCode, response.Content.Headers.ContentType!.ToString()));
    }

    [Theory]
    [InlineData("/jobs/1")]
    [InlineData("/jobs/01234567890123456789012345678901")]
    [InlineData("/jobs/1/results")]
    [InlineData("/jobs/{}/results/a/0")]
    public async Task An_id_that_is_none_is_an_unknown_job(string path)
    {
        var response = await server.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.EndsWith("/no-such-job", (await OgcServer.JsonAsync(response))["type"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT", "/conformance", "GET, HEAD, OPTIONS")]
    [InlineData("DELETE", "/processes/echo/execution", "POST, GET, OPTIONS")]
    [InlineData("PUT", "/jobs/1", "GET, HEAD, PATCH, DELETE, OPTIONS")]
    public async Task Another_method_is_told_which_ones_there_are(string method, string path, string allow)
    {
        var refused = await server.SendAsync(new(method), path);
        var asked = await server.SendAsync(HttpMethod.Options, path);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, allow), (refused.StatusCode, string.Join(", ", refused.Content.Headers.Allow)));
        Assert.Equal((HttpStatusCode.NoContent, allow), (asked.StatusCode, string.Join(", ", asked.Content.Headers.Allow)));
    }

    [Fact]
    public async Task A_path_without_a_resource_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync("/nothing/at/all", "{}")).StatusCode);

    [Fact]
    public async Task What_is_available_neither_as_JSON_nor_as_HTML_is_not_acceptable() =>
        Assert.Equal(HttpStatusCode.NotAcceptable, (await server.GetAsync("/processes", "Accept: image/png")).StatusCode);

    [Fact]
    public async Task An_error_of_the_server_shows_nothing_of_its_inside()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        await using var app = builder.Build();
        Resource.Map(app, NullLogger.Instance, "/broken", (HttpMethods.Get, _ => throw new InvalidOperationException("the password is 42")));
        await app.StartAsync();

        var response = await server.GetAsync(app.Urls.Single() + "/ogc-api/broken");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("42", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
    }
}
