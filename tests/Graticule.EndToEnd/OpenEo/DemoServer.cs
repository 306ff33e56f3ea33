namespace Graticule.EndToEnd.OpenEo;

/// <summary>A server with the demo collections.</summary>
public sealed class DemoServer : IAsyncLifetime, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-demo-").FullName;

    private RunningServer? _server;

    public string Address => _server!.Address;

    /// <summary>Folder of the collections.</summary>
    public string Collections => _folder;

    public string Api => Address + "/openeo/1.3";

    public async Task InitializeAsync()
    {
        var made = await BuiltProgram.RunAsync("collection", "demo", _folder);
        Assert.True(made.Code == 0, made.Output + made.Error);
        _server = new RunningServer(["--collections", _folder]);
        await _server.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await (_server?.DisposeAsync() ?? Task.CompletedTask);
        Directory.Delete(_folder, recursive: true);
    }

    public void Dispose() => _server?.Dispose();
}
