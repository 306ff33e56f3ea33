namespace Graticule.EndToEnd.Lcmap;

/// <summary>A server with the demo data of change detection: 2 x 2 chips at the corner of a tile, and a port for CQL.</summary>
public sealed class CornerServer : IAsyncLifetime, IDisposable
{
    private readonly string _ard = Directory.CreateTempSubdirectory("graticule-").FullName;
    private RunningServer? _server;

    public string Address => _server!.Address;

    /// <summary>Of CQL, at 127.0.0.1.</summary>
    public int CqlPort => _server!.CqlPort;

    public async Task InitializeAsync()
    {
        await DoAsync("ard", "demo", _ard, "--chips", "2", "--dates", "40");
        _server = new RunningServer(["--cql", "0"]);
        await DoAsync("ard", "scan", _ard, "--index", Path.Combine(_server.Data, "ard"));
        await _server.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await (_server?.DisposeAsync() ?? Task.CompletedTask);
        Directory.Delete(_ard, recursive: true);
    }

    public void Dispose() => _server?.Dispose();

    private static async Task DoAsync(params string[] command)
    {
        var run = await BuiltProgram.RunAsync(command);
        Assert.True(run.Code == 0, run.Output + run.Error);
    }
}

/// <summary>One server for all tests of the dialect.</summary>
[CollectionDefinition(Name)]
public sealed class CornerServerCollection : ICollectionFixture<CornerServer>
{
    public const string Name = "lcmap corner server";
}
