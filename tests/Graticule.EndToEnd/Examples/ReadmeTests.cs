using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Examples;

/// <summary>The lines on the first page do what they say there.</summary>
[Collection(SharedServer.Name)]
public sealed class ReadmeTests(RunningServer server)
{
    private static readonly string[] Lines =
        [.. File.ReadLines(Path.Combine(BuiltProgram.Repository, "README.md")).Where(line => line.StartsWith("curl ", StringComparison.Ordinal))];

    [Theory]
    [InlineData("processes\"", "band-math")]
    [InlineData("'{\"inputs\":{\"a\":\"hello\"}}'", "hello")]
    [InlineData("respond-async", "jobID")]
    [InlineData("jobs\"", "jobs")]
    [InlineData("openeo", "3")]
    public async Task A_line_of_the_first_page_gives_what_it_promises(string mark, string expected)
    {
        var line = Lines.Single(line => line.Contains(mark, StringComparison.Ordinal));
        var script = $"set -eu\nGRATICULE={server.Address}\n{line}";

        var run = await BuiltProgram.RunAsync("/bin/bash", ["-c", script], Path.GetTempPath());

        Assert.True(run.Code == 0, run.Error);
        Assert.Contains(expected, JsonNode.Parse(run.Output)!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_line_of_the_first_page_is_tried() => Assert.Equal(5, Lines.Length);
}
