namespace Graticule.EndToEnd.Cli;

/// <summary>The client commands and a server that wants keys.</summary>
public sealed class KeyedServerTests : IAsyncLifetime, IDisposable
{
    private readonly RunningServer _server = new(["--auth", "keys"]);

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task The_owner_key_opens_the_door_and_nothing_else_does()
    {
        var owner = $"@{Path.Combine(_server.Data, "admin.key")}";
        var made = await BuiltProgram.RunAsync("key", "create", "--data", _server.Data, "--owner", "ann", "--scopes", "read");

        Assert.Equal(4, (await RunAsync("jobs")).Code);
        Assert.Equal(4, (await RunAsync("jobs", "--key", "grt_made-up")).Code);
        Assert.Equal(0, (await RunAsync("jobs", "--key", owner)).Code);
        Assert.Equal(0, (await RunAsync("jobs", "--key", made.Output.Trim())).Code);
        Assert.Equal(4, (await RunAsync("submit", "echo", "-i", "a=1", "--key", made.Output.Trim())).Code);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_server.Data, "admin.key")));
    }

    private Task<Finished> RunAsync(params string[] arguments) => BuiltProgram.RunAsync([.. arguments, "--server", _server.Address]);
}
