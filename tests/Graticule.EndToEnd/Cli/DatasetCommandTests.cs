using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Cli;

public sealed class DatasetCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_command_scans_into_the_index_of_the_server_and_lists_it()
    {
        var index = Path.Combine(_folder, "index");
        Drop("drop/buoys/a.csv", "time,latitude,longitude,depth,sea_water_temperature\n2018-04-01T00:00:00Z,30,-120,1,15.5\n");
        Drop("drop/buoys/bad.csv", "this is no table\n");
        var first = JsonNode.Parse((await BuiltProgram.RunAsync("dataset", "scan", Path.Combine(_folder, "drop"), "--index", index, "--json")).Output)!["datasets"]![0]!;
        Assert.Equal(("buoys", 1, 2, 1), (first["id"]!.ToString(), (int)first["files"]!, (int)first["filesRead"]!, first["unreadable"]!.AsArray().Count));

        var again = await BuiltProgram.RunAsync("dataset", "scan", Path.Combine(_folder, "drop"), "--index", index);
        Assert.Equal(0, again.Code);
        Assert.Contains("buoys: 1 files; 0 read, 2 known, 0 removed, 1 unreadable", again.Output, StringComparison.Ordinal);
        Assert.Contains("bad.csv", again.Error, StringComparison.Ordinal);

        var listed = JsonNode.Parse((await BuiltProgram.RunAsync("dataset", "list", "--index", index, "--json")).Output)!["datasets"]![0]!;
        Assert.Equal(("buoys", "points", "2018-04-01T00:00:00Z"), (listed["id"]!.ToString(), listed["kind"]!.ToString(), listed["start"]!.ToString()));

        var broken = await BuiltProgram.RunAsync("dataset", "scan", Drop("broken.yaml", "collections: ["), "--index", index);
        Assert.Equal(2, broken.Code);
        Assert.Contains("broken.yaml", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_refused_at_the_start()
    {
        var refused = await BuiltProgram.RunAsync("serve", "--urls", "http://127.0.0.1:0", "--data", Path.Combine(_folder, "data"), "--datasets", "/no/such/list.yaml");

        Assert.Equal(2, refused.Code);
        Assert.Contains("/no/such/list.yaml", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scan_that_is_killed_leaves_an_index_that_is_whole()
    {
        const int Files = 100;
        for (var i = 0; i < Files; i++)
        {
            Drop($"drop/buoys/{i:000}.csv", "time,latitude,longitude,sea_water_temperature\n" + string.Concat(Enumerable.Range(0, 500).Select(row => $"{1_522_540_800 + row},30,-120,15\n")));
        }

        var index = Path.Combine(_folder, "index");
        using (var killed = Process.Start(new ProcessStartInfo(BuiltProgram.Location, ["dataset", "scan", Path.Combine(_folder, "drop"), "--index", index]) { UseShellExecute = false })!)
        {
            var folder = Path.Combine(index, "buoys");
            while (!killed.HasExited && !(Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.points").Any()))
            {
                await Task.Delay(5);
            }

            killed.Kill();
            await killed.WaitForExitAsync();
        }

        var again = JsonNode.Parse((await BuiltProgram.RunAsync("dataset", "scan", Path.Combine(_folder, "drop"), "--index", index, "--json")).Output)!["datasets"]![0]!;

        Assert.Equal((Files, 0), ((int)again["files"]!, again["unreadable"]!.AsArray().Count));
        Assert.Equal(Files, (int)again["filesRead"]! + (int)again["filesKnown"]!);
    }

    private string Drop(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
