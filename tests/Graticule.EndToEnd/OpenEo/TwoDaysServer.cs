namespace Graticule.EndToEnd.OpenEo;

/// <summary>
/// A server with one collection, S2: two days, on which red is 20 and 30, and near infrared 60 and 50, in each of its 256 pixels. So the
/// vegetation index is 0.5 and 0.25, whatever a client may ask for.
/// </summary>
public sealed class TwoDaysServer : IAsyncLifetime, IDisposable
{
    private static readonly (string Name, int Value)[] Bands = [("20170105T100000_B04", 20), ("20170105T100000_B08", 60), ("20170115T100000_B04", 30), ("20170115T100000_B08", 50)];

    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-").FullName;

    private RunningServer? _server;
    private RecordingProxy? _proxy;

    public string Address => _server!.Address;

    /// <summary>The same server, whose answers are checked against the API's documents on their way.</summary>
    public RecordingProxy Checked => _proxy!;

    public async Task InitializeAsync()
    {
        var collection = Directory.CreateDirectory(Path.Combine(_folder, "S2")).FullName;
        foreach (var (name, value) in Bands)
        {
            await RunAsync(
                "gdal_create", "-q", "-of", "GTiff", "-outsize", "16", "16", "-ot", "Int16", "-burn", $"{value}", "-a_srs", "EPSG:32632",
                "-a_ullr", "660000", "5170160", "660160", "5170000", Path.Combine(collection, $"S2A_{name}.tif"));
        }

        await RunAsync(BuiltProgram.Location, "collection", "add", collection);
        _server = new RunningServer(["--collections", _folder]);
        await _server.InitializeAsync();
        _proxy = await RecordingProxy.StartAsync(Address);
    }

    public async Task DisposeAsync()
    {
        await (_proxy?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_server?.DisposeAsync() ?? Task.CompletedTask);
        Directory.Delete(_folder, recursive: true);
    }

    public void Dispose() => _server?.Dispose();

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var run = await BuiltProgram.RunAsync(program, arguments);
        Assert.True(run.Code == 0, run.Output + run.Error);
    }
}
