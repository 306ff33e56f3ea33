namespace Graticule.EndToEnd.OpenEo;

/// <summary>A server with one collection, of which there is no more than the description.</summary>
public sealed class CollectionServer : IAsyncLifetime, IDisposable
{
    private const string Description =
        """
        {
          "type": "Collection", "stac_version": "1.1.0", "id": "S2", "title": "Scenes", "description": "Two scenes.", "license": "other", "links": [],
          "extent": {"spatial": {"bbox": [[11, 46, 13, 47]]}, "temporal": {"interval": [["2022-06-01T10:00:00Z", "2022-06-02T10:00:00Z"]]}},
          "cube:dimensions": {"bands": {"type": "bands", "values": ["B04"]}},
          "summaries": {"bands": [{"name": "B04", "data_type": "uint16"}]}
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-").FullName;

    private RunningServer? _server;

    public string Address => _server!.Address;

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "collection.json"), Description);
        await File.WriteAllLinesAsync(Path.Combine(_folder, "items.ndjson"), [Item(1), Item(2)]);
        _server = new RunningServer(["--collections", _folder]);
        await _server.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await (_server?.DisposeAsync() ?? Task.CompletedTask);
        Directory.Delete(_folder, recursive: true);
    }

    public void Dispose() => _server?.Dispose();

    private static string Item(int day) =>
        $$$"""{"type": "Feature", "stac_version": "1.1.0", "id": "day{{{day}}}", "bbox": [{{{10 + day}}}, 46, {{{11 + day}}}, 47], "geometry": null, "properties": {"datetime": "2022-06-0{{{day}}}T10:00:00Z"}, "assets": {}, "links": []}""";
}
