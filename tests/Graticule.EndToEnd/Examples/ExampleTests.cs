using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Examples;

[Collection(SharedServer.Name)]
public sealed class ExampleTests(RunningServer server)
{
    private const double Tolerance = 1e-9;

    /// <summary>Examples that need the demo collections, data sets or a key have one of these in their names, and tests of their own.</summary>
    private static readonly string[] NeedsMore = ["-openeo-", "-cdms-", "-hpc-", "-lcmap-"];

    public static TheoryData<string> Names { get; } = [.. Folders];

    public static TheoryData<string> OwnNames { get; } = [.. Folders.Where(name => !NeedsMore.Any(part => name.Contains(part, StringComparison.Ordinal)))];

    private static IEnumerable<string> Folders =>
        Directory.EnumerateDirectories(Path.Combine(BuiltProgram.Repository, "examples")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    [SkippableTheory]
    [MemberData(nameof(OwnNames))]
    public async Task An_example_ends_with_what_its_folder_says(string name)
    {
        Skip.IfNot(server.HasDemoData, "The demonstration data cannot be fetched: no network, or no Debian packages.");
        var example = Path.Combine(BuiltProgram.Repository, "examples", name);
        var folder = Directory.CreateTempSubdirectory("graticule-").FullName;

        var run = await BuiltProgram.RunAsync(Path.Combine(example, "run.sh"), [server.Address], folder);

        Directory.Delete(folder, recursive: true);
        Assert.True(run.Code == 0, $"{run.Output}\n{run.Error}");
        var last = run.Output.TrimEnd('\n').Split('\n')[^1];
        var expected = Directory.GetFiles(example, "expected.*").Single();
        if (expected.EndsWith(".json", StringComparison.Ordinal))
        {
            AssertEqual(JsonNode.Parse(await File.ReadAllTextAsync(expected)), JsonNode.Parse(last));
        }
        else
        {
            Assert.Equal((await File.ReadAllTextAsync(expected)).TrimEnd(), last);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_example_page_shows_the_lines_of_its_script(string name)
    {
        var example = Path.Combine(BuiltProgram.Repository, "examples", name);
        var script = Code(File.ReadAllLines(Path.Combine(example, "run.sh")).SkipWhile(line => !line.StartsWith("server=", StringComparison.Ordinal)).Skip(1));
        var page = Code(Blocks(File.ReadAllLines(Path.Combine(example, "README.md"))).SkipWhile(line => !line.StartsWith("server=", StringComparison.Ordinal)).Skip(1));

        Assert.Equal(script, page);
        Assert.NotEmpty(script);
    }

    /// <summary>The lines of all bash blocks.</summary>
    private static IEnumerable<string> Blocks(IEnumerable<string> page)
    {
        var isInside = false;
        foreach (var line in page)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isInside = line == "```bash";
            }
            else if (isInside)
            {
                yield return line;
            }
        }
    }

    private static List<string> Code(IEnumerable<string> lines) => [.. lines.Where(line => line.Length > 0)];

    private static IEnumerable<string> Keys(JsonObject members) => members.Select(member => member.Key).Order(StringComparer.Ordinal);

    private static void AssertEqual(JsonNode? expected, JsonNode? found)
    {
        switch (expected)
        {
            case JsonObject members:
                Assert.Equal(Keys(members), Keys(found!.AsObject()), StringComparer.Ordinal);
                Assert.All(members, member => AssertEqual(member.Value, found[member.Key]));
                break;
            case JsonValue value when value.TryGetValue<double>(out var number):
                Assert.Equal(number, found!.GetValue<double>(), Tolerance);
                break;
            default:
                Assert.True(JsonNode.DeepEquals(expected, found), $"{found?.ToJsonString()} is not {expected?.ToJsonString()}");
                break;
        }
    }
}
