using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Cli;

/// <summary>Profiles, files and sweeps as a user types them, with a home folder of its own.</summary>
public sealed class FilesCommandTests : IAsyncLifetime, IDisposable
{
    private readonly RunningServer _server = new(["--auth", "keys"]);
    private readonly string _home = Directory.CreateTempSubdirectory("graticule-").FullName;

    public Task InitializeAsync() => _server.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_file_goes_there_and_back_with_the_profile_and_a_sweep_makes_a_folder_for_each_run()
    {
        await DoAsync("profile", "set", "--server", _server.Address, "--key", $"@{Path.Combine(_server.Data, "admin.key")}");
        var sent = new byte[(20 << 20) + 3];
        new Random(3).NextBytes(sent);
        await File.WriteAllBytesAsync(Path.Combine(_home, "sent.bin"), sent);

        var id = (await DoAsync("files", "upload", "sent.bin")).Trim();
        Assert.Equal(id, (await DoAsync("files", "upload", "sent.bin")).Trim());
        await DoAsync("files", "download", id, "-o", "got.bin", "-c", "3");

        Assert.Equal(sent, await File.ReadAllBytesAsync(Path.Combine(_home, "got.bin")));
        Assert.Equal("sent.bin", (string)JsonNode.Parse(await DoAsync("files", "list", "--json"))![0]!["name"]!);
        await File.WriteAllTextAsync(Path.Combine(_home, "got.bin"), "other");
        Assert.Equal(2, (await RunAsync("files", "download", id, "-o", "got.bin")).Code);
        await DoAsync("files", "download", id, "-o", "got.bin", "--force");
        Assert.Equal(sent, await File.ReadAllBytesAsync(Path.Combine(_home, "got.bin")));

        await SweepAsync();
        await DoAsync("files", "delete", id);
        Assert.Equal(4, (await RunAsync("files", "download", id, "-o", "gone.bin")).Code);
    }

    private async Task SweepAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_home, "cases.csv"), "a,b\n1,2\n30,40\n");
        await File.WriteAllTextAsync(Path.Combine(_home, "sum.tpl"), "expr ${a} + ${b} > sum.txt\n");

        var swept = JsonNode.Parse(await DoAsync("sweep", "cases.csv", "--command", "sh sum.sh", "-t", "sum.tpl=sum.sh", "--slots", "2", "-o", "swept", "--json"))!;

        Assert.Equal("Completed successfully", (string)swept["reason"]!);
        Assert.Equal(2, swept["runs"]!.AsArray().Count);
        Assert.Equal("3\n", await File.ReadAllTextAsync(Path.Combine(_home, "swept/run1/sum.txt")));
        Assert.Equal("70\n", await File.ReadAllTextAsync(Path.Combine(_home, "swept/run2/sum.txt")));
        Assert.Equal(1, (await RunAsync("sweep", "cases.csv", "--command", "exit 3")).Code);
    }

    private async Task<string> DoAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.True(run.Code == 0, string.Join(' ', arguments) + "\n" + run.Output + run.Error);
        return run.Output;
    }

    private Task<Finished> RunAsync(params string[] arguments) => BuiltProgram.RunAsync(BuiltProgram.Location, arguments, _home, ("HOME", _home));
}
