using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Graticule.EndToEnd.OpenEo;

namespace Graticule.EndToEnd.Change;

/// <summary>Change detection of a running server, in its workers, over a demo collection.</summary>
public sealed partial class ChangeServerTests(DemoServer server) : IClassFixture<DemoServer>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-change-").FullName;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_examples_of_the_documentation_run()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(BuiltProgram.Repository, "docs/change.md"));
        var blocks = Block().Matches(page).Select(match => match.Groups["code"].Value.Replace("http://localhost:8080", server.Address, StringComparison.Ordinal)).ToList();

        foreach (var block in blocks)
        {
            var run = await BuiltProgram.RunAsync("/bin/bash", ["-c", block], _folder);
            Assert.True(run.Code == 0, run.Error + block + string.Join('\n', Directory.EnumerateFiles(_folder).Select(file => File.ReadAllText(file)[..100])));
        }

        Assert.Equal(3, blocks.Count);
        var features = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "segments.geojson")))!["features"]!.AsArray();
        Assert.Contains(features, feature => ((string)feature!["properties"]!["break"]!).StartsWith("2016-08", StringComparison.Ordinal));
        foreach (var image in (string[])["models.tif", "years.tif"])
        {
            Assert.Equal("II*\0"u8.ToArray(), (await File.ReadAllBytesAsync(Path.Combine(_folder, image)))[..4]);
        }
    }

    [Fact]
    public async Task The_example_of_the_forest_ends_with_what_its_folder_says()
    {
        var example = Path.Combine(BuiltProgram.Repository, "examples/10-openeo-forest-loss");

        var run = await BuiltProgram.RunAsync(Path.Combine(example, "run.sh"), [server.Address], _folder);

        Assert.True(run.Code == 0, run.Output + run.Error);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(example, "expected.txt")), run.Output);
    }

    [Fact]
    public async Task The_process_is_listed_in_both_dialects()
    {
        var own = JsonNode.Parse(await _http.GetStringAsync(server.Address + "/ogc-api/processes/ccdc"))!;
        var listed = JsonNode.Parse(await _http.GetStringAsync(server.Api + "/processes"))!["processes"]!.AsArray();

        Assert.Contains("collection", own["inputs"]!.AsObject().Select(input => input.Key));
        Assert.Contains(listed, process => (string?)process!["id"] == "ccdc");
    }

    [GeneratedRegex("```bash\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();
}
