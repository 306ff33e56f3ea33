using Graticule.Raster.Observations;

namespace Graticule.EndToEnd.Observations;

/// <summary>Data sets of a running server: files are dropped, changed and removed, and nothing is restarted.</summary>
public sealed class DatasetServerTests : IAsyncLifetime, IDisposable
{
    private const string Header = "time,latitude,longitude,depth,sea_water_temperature\n";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-").FullName;
    private readonly RunningServer _server;
    private readonly DatasetCatalog _catalog;

    public DatasetServerTests()
    {
        Drop("drop/buoys/a.csv", Header + "2018-04-01T00:00:00Z,30,-120,1,15.5\n");
        Drop("drop/buoys/bad.csv", "this is no table\n");
        _server = new(["--datasets", Path.Combine(_folder, "drop"), "--datasets", Drop("collections.yaml", "collections: []")]);
        _catalog = new(Path.Combine(_server.Data, "observations"));
    }

    public void Dispose() => _server.Dispose();

    public Task InitializeAsync() => _server.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_is_dropped_appears_and_what_is_removed_goes()
    {
        await UntilAsync(() => _catalog.Find("buoys") is { Granules.Count: 1 });
        var bad = Assert.Single(_catalog.Find("buoys")!.Unreadable);
        Assert.Equal("bad.csv", Path.GetFileName(bad.Path));

        Drop("drop/buoys/b.csv", Header + "2018-04-02T00:00:00Z,31,-121,1,16.5\n");
        Drop("drop/ship/c.csv", Header + "2018-04-03T00:00:00Z,32,-122,1,17.5\n");
        await UntilAsync(() => _catalog.Find("buoys") is { Granules.Count: 2 } && _catalog.Find("ship") is not null);

        Drop("far/d.csv", Header + "2018-04-04T00:00:00Z,33,-123,1,18.5\n");
        Drop("collections.yaml", $"collections:\n- id: far\n  path: {_folder}/far/*.csv\n  title: Of a list\n- id: cloud\n  path: s3://bucket/prefix/\n");
        await UntilAsync(() => _catalog.Find("far") is { Title: "Of a list" });

        Directory.Delete(Path.Combine(_folder, "drop/ship"), recursive: true);
        await UntilAsync(() => _catalog.Find("ship") is null);
        Assert.Equal(["buoys", "far"], _catalog.List().Select(dataset => dataset.Id));
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using CancellationTokenSource patience = new(Patience);
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }

    private string Drop(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
