using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Results;
using Graticule.Jobs.Access;

namespace Graticule.Tests.Server.Dialects.Lcmap.Cql;

/// <summary>The driver of DataStax for Python, from Debian, reads what is stored.</summary>
public sealed class PythonDriverTests
{
    private const string Python = "/usr/bin/python3";

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_driver_connects_learns_the_tables_and_pages_through_a_chip(bool needsKey)
    {
        Skip.IfNot(Directory.Exists("/usr/lib/python3/dist-packages/cassandra"), "python3-cassandra is not installed.");
        await using var server = await CqlTestServer.StartAsync(needsKey);
        var texts = await server.FillAsync(CqlTestServer.Chip, Enumerable.Range(0, 700).Select(i => i * 13));
        var key = needsKey ? (await server.MakeKeyAsync(Scopes.Read)).Secret : "";

        var seen = JsonNode.Parse(await RunAsync("python_driver.py", $"{server.Port}", key))!;

        Assert.Equal((4, 1), ((int)seen["version"]!, (int)seen["hosts"]!));
        Assert.Equal("""["chip_x","chip_y","algorithm"]""", seen["partition"]!.ToJsonString());
        Assert.Equal("""["x","y"]""", seen["clustering"]!.ToJsonString());
        Assert.Equal(
            """{"chip_x":"int","chip_y":"int","algorithm":"text","x":"int","y":"int","chip_update_requested":"timestamp static","inputs_md5":"text static","inputs_url":"text static","result":"text","result_md5":"text","result_ok":"boolean","result_produced":"timestamp"}""",
            seen["columns"]!.ToJsonString());
        Assert.StartsWith("CREATE TABLE lcmap_changes_local.results (", (string)seen["cql"]!, StringComparison.Ordinal);
        Assert.Equal(
            """["chip_x","chip_y","algorithm","x","y","chip_update_requested","inputs_md5","inputs_url","result","result_md5","result_ok","result_produced"]""", seen["names"]!.ToJsonString());
        Assert.Equal(700, (int)seen["count"]!);
        Assert.Equal(700, (int)seen["rows"]!);
        Assert.Equal(texts.Values.Count(text => !text.StartsWith('{')), (int)seen["failed"]!);
        Assert.Equal(texts.Values.Count(text => text.StartsWith('{')), (int)seen["parsed"]!);
        Assert.All(["same", "sorted", "digests", "eleventh"], name => Assert.True((bool)seen[name]!, name));
        Assert.Equal(
            """{"SELECT1":"SyntaxException","INSERT6":"Unauthorized","SELECT10":"InvalidRequest"}""", seen["errors"]!.ToJsonString());
        Assert.Equal("2018-03-04T05:06:07", (string)seen["first"]!["result_produced"]!);
        Assert.Equal("2018-03-04T05:00:00.123000", (string)seen["first"]!["chip_update_requested"]!);
        Assert.Equal(CqlTestServer.Chip, new ChipKey((string)seen["first"]!["algorithm"]!, (int)seen["first"]!["chip_x"]!, (int)seen["first"]!["chip_y"]!));
    }

    private static async Task<string> RunAsync(string script, params string[] arguments)
    {
        ProcessStartInfo start = new(Python, [Path.Combine(Path.GetDirectoryName(ThisFile())!, script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, string.Concat(said));
        return said[0];
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
