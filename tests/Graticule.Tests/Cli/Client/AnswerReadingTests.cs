using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Cli;
using Graticule.Cli.Client;
using Graticule.Jobs;

namespace Graticule.Tests.Cli.Client;

/// <summary>What the client makes of a server's documents.</summary>
public sealed class AnswerReadingTests
{
    private static readonly Uri Server = new("http://127.0.0.1:8080/");

    [Fact]
    public void Every_state_is_read_and_written()
    {
        Assert.Equal(Enum.GetValues<JobState>(), Words.States.Select(state => Words.StateOf(Words.Of(state))));
        Assert.Throws<ProblemException>(() => Words.StateOf("sleeping"));
    }

    [Fact]
    public void A_refusal_keeps_every_fault()
    {
        var document = Parse("""{"type": "x", "title": "Invalid", "detail": "Two faults.", "errors": [{"pointer": "/inputs/a", "detail": "missing"}, {"pointer": "/inputs/b", "detail": "unknown"}]}""");

        var problem = Refusal.Read(HttpStatusCode.BadRequest, document, "somewhere");

        Assert.Equal((ProblemKind.InvalidInput, "Two faults."), (problem.Kind, problem.Message));
        Assert.Equal([new("/inputs/a", "missing"), new("/inputs/b", "unknown")], problem.Details!);
    }

    [Theory]
    [InlineData(400, 2)]
    [InlineData(401, 4)]
    [InlineData(403, 4)]
    [InlineData(404, 4)]
    [InlineData(409, 2)]
    [InlineData(413, 2)]
    [InlineData(429, 5)]
    [InlineData(500, 5)]
    [InlineData(503, 5)]
    public void A_status_leads_to_an_exit_code(int status, int code) =>
        Assert.Equal(code, ExitCode.Of(Refusal.Read((HttpStatusCode)status, null, "somewhere").Kind));

    [Fact]
    public void A_job_is_read_with_its_times_and_its_problem()
    {
        var job = RemoteJob.Read(Parse(
            """
            {"jobID": "7", "processID": "echo", "status": "failed", "progress": 40, "created": "2026-01-02T03:04:05.678+01:00",
             "exception": {"type": "x", "detail": "No.", "errors": [{"pointer": "/inputs/a", "detail": "bad"}]}}
            """));

        Assert.Equal(("7", "echo", JobState.Failed, 0.4), (job.Id, job.Process, job.State, job.Progress));
        Assert.Equal("2026-01-02 02:04:05", job.Time("created"));
        Assert.Equal(string.Empty, job.Time("finished"));
        Assert.Equal("No.", job.Problem!.Message);
        Assert.Equal("/inputs/a", Assert.Single(job.Problem.Details!).Pointer);
    }

    [Theory]
    [InlineData("""{"href": "/r/out", "type": "image/tiff; application=geotiff"}""", "out.tif")]
    [InlineData("""{"href": "/r/picture.jpeg"}""", "out.jpeg")]
    [InlineData("""{"value": "aGk=", "encoding": "base64", "mediaType": "image/png"}""", "out.png")]
    [InlineData("5", "out.json")]
    public void An_output_has_a_file_name(string value, string expected) =>
        Assert.Equal(expected, RemoteOutput.Read("out", JsonNode.Parse(value), Server).FileName());

    [Fact]
    public void An_output_never_leaves_its_folder() =>
        Assert.Equal("______etc_passwd.bin", RemoteOutput.Read("../../etc/passwd", Parse("""{"href": "/r/x"}"""), Server).FileName());

    [Fact]
    public void Base64_comes_back_as_bytes_and_a_value_as_json()
    {
        Assert.Equal("hi", Text("""{"value": "aGk=", "encoding": "base64", "mediaType": "text/plain"}"""));
        Assert.Equal("""{"k":1}""", Text("""{"value": {"k": 1}}"""));
        Assert.Equal("[1,2]", Text("[1, 2]"));

        static string Text(string value) => Encoding.UTF8.GetString(RemoteOutput.Read("out", JsonNode.Parse(value), Server).Content());
    }

    private static JsonObject Parse(string text) => JsonNode.Parse(text)!.AsObject();
}
