using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Lcmap;

/// <summary>The notebook of LCMAP on change detection: its own lines where its text is at hand, and lines of this project's that do the same.</summary>
[Collection(CornerServerCollection.Name)]
public sealed class NotebookTests(CornerServer server)
{
    private const string Python = "/usr/bin/python3";

    [SkippableFact]
    public async Task The_cells_ask_wait_count_ask_again_and_save_chips_through_both_protocols()
    {
        var probe = File.Exists(Python) ? await BuiltProgram.RunAsync(Python, ["-c", "import requests, cassandra"]) : null;
        Skip.IfNot(probe?.Code == 0, "python3-requests and python3-cassandra are not installed.");
        var notebook = Path.GetFullPath(Path.Combine(BuiltProgram.Repository, "../shared/seeds/003_e8d20bdc1e5baccb.txt"));
        var folder = Directory.CreateTempSubdirectory("graticule-").FullName;

        var run = await BuiltProgram.RunAsync(
            Python,
            [
                Path.Combine(BuiltProgram.Repository, "tests/Graticule.EndToEnd/Lcmap/notebook_cells.py"), File.Exists(notebook) ? notebook : "", server.Address,
                $"{server.CqlPort}", folder,
            ]);

        Directory.Delete(folder, recursive: true);
        Assert.True(run.Code == 0, run.Output + run.Error);
        Check(JsonNode.Parse(run.Output.TrimEnd().Split('\n')[^1])!);
    }

    [SkippableFact]
    public async Task The_example_ends_with_what_its_folder_says()
    {
        var probe = File.Exists(Python) ? await BuiltProgram.RunAsync(Python, ["-c", "import cassandra"]) : null;
        Skip.IfNot(probe?.Code == 0, "python3-cassandra is not installed.");
        var example = Path.Combine(BuiltProgram.Repository, "examples/08-lcmap-change");
        var folder = Directory.CreateTempSubdirectory("graticule-").FullName;

        var run = await BuiltProgram.RunAsync(Path.Combine(example, "run.sh"), [server.Address, $"{server.CqlPort}"], folder);

        Directory.Delete(folder, recursive: true);
        Assert.True(run.Code == 0, run.Output + run.Error);
        Assert.Equal((await File.ReadAllTextAsync(Path.Combine(example, "expected.txt"))).TrimEnd(), run.Output.TrimEnd().Split('\n')[^1]);
    }

    [SkippableFact]
    public async Task Where_keys_are_needed_the_password_is_one()
    {
        var probe = File.Exists(Python) ? await BuiltProgram.RunAsync(Python, ["-c", "import cassandra"]) : null;
        Skip.IfNot(probe?.Code == 0, "python3-cassandra is not installed.");
        using RunningServer keyed = new(["--auth", "keys", "--cql", "0"]);
        await keyed.InitializeAsync();
        var key = (await File.ReadAllTextAsync(Path.Combine(keyed.Data, "admin.key"))).Trim();

        var right = await LogInAsync(keyed.CqlPort, key);
        var wrong = await LogInAsync(keyed.CqlPort, "cassandra");

        await keyed.DisposeAsync();
        Assert.True(right.Code == 0, right.Error);
        Assert.Equal("0", right.Output.Trim());
        Assert.NotEqual(0, wrong.Code);
        Assert.Contains("AuthenticationFailed", wrong.Error, StringComparison.Ordinal);
    }

    private static Task<Finished> LogInAsync(int port, string password) => BuiltProgram.RunAsync(
        Python,
        [
            "-c",
            """
            import sys
            from cassandra.auth import PlainTextAuthProvider
            from cassandra.cluster import Cluster
            cluster = Cluster(['127.0.0.1'], port=int(sys.argv[1]), auth_provider=PlainTextAuthProvider(username='me', password=sys.argv[2]))
            print(cluster.connect('lcmap_changes_local').execute('SELECT count(*) FROM algorithms')[0].count)
            cluster.shutdown()
            """,
            $"{port}",
            password,
        ]);

    private static void Check(JsonNode found)
    {
        Assert.Equal(2500, (int)found["points"]!);
        Assert.Equal("lcmap-pyccd:1.4.0rc1", (string)found["algorithm"]!);
        Assert.Equal("[0,0,2500]", found["before"]!.ToJsonString());
        Assert.Equal("[3,0,2497]", found["first"]!.ToJsonString());
        Assert.Equal("[4,0,2496]", found["second"]!.ToJsonString());
        Assert.Equal(1, (int)found["ticketed"]!);
        Assert.True((bool)found["repeated"]!);
        Assert.Equal(
            """["algorithm","algorithm-available","chip_update_requested","chip_x","chip_y","inputs_url","refresh","source-data-available","x","y"]""", found["ticket"]!.ToJsonString());
        Assert.Equal(
            """["algorithm","chip_update_requested","chip_x","chip_y","inputs_md5","inputs_url","refresh","result","result_md5","result_ok","result_produced","x","y"]""",
            found["result"]!.ToJsonString());
        Assert.Equal(found["corner"]!.ToJsonString(), found["files"]!.ToJsonString());
        Assert.Equal("[10000]", found["sizes"]!.ToJsonString());
        Assert.True((bool)found["same"]!);
        Assert.True((bool)found["ordered"]!);
        Assert.InRange((int)found["ok"]!, 39_000, 40_000);
        Assert.InRange((int)found["models"]!, 1000, 400_000);
        Assert.Equal(
            """["chip_x","chip_y","algorithm","x","y","chip_update_requested","inputs_md5","inputs_url","result","result_md5","result_ok","result_produced"]""", found["columns"]!.ToJsonString());
    }
}
