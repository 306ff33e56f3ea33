using System.Text.Json.Nodes;
using Graticule.Analysis.GraphJobs;
using Graticule.Analysis.Graphs;
using Graticule.Analysis.Graphs.Processes;
using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Rendering;
using Graticule.Tests.Raster.Catalog;

namespace Graticule.Tests.Analysis.GraphJobs;

/// <summary>Three dates of two bands, 768 x 512 pixels of 20 m, and maps of graphs over them.</summary>
internal sealed class GraphMaps : IDisposable
{
    internal const string Load = """
        "load": {"process_id": "load_collection", "arguments": {"id": "test", "spatial_extent": null, "temporal_extent": null}},
        "ndvi": {"process_id": "ndvi", "arguments": {"data": {"from_node": "load"}, "nir": "B08", "red": "B04"}
        """;

    /// <summary>NDVI of all dates.</summary>
    internal const string Series = Load + """, "result": true}""";

    /// <summary>The least NDVI of all dates.</summary>
    internal const string Least = Load + """
        },
        "least": {"process_id": "reduce_dimension", "arguments": {"data": {"from_node": "ndvi"}, "dimension": "t", "reducer": {"process_graph": {
          "m": {"process_id": "min", "arguments": {"data": {"from_parameter": "data"}}, "result": true}}}}, "result": true}
        """;

    internal static readonly string[] Dates = ["2017-01-01", "2017-01-11", "2017-02-01"];

    private readonly CollectionFolder _collection = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-graphmap-").FullName;

    internal GraphMaps()
    {
        WriteAll(shift: 0);
        Renderer = new(opener: new GraphLayers());
    }

    internal static Grid Grid { get; } = new(600_000, 5_200_000, 20, -20, 768, 512, "EPSG:32632");

    internal MapRenderer Renderer { get; }

    internal string PathOf(string name) => Path.Combine(_folder, name);

    internal void WriteAll(int shift)
    {
        foreach (var (index, date) in Dates.Index())
        {
            _collection.Write($"B04_{date}.tif", Grid, PixelType.UInt16, 0, (x, y) => 500 + shift + (index * 100) + (((long)(x * 7) + (long)y) % 300));
            _collection.Write($"B08_{date}.tif", Grid, PixelType.UInt16, 0, (x, y) => (long)y % 640 == 10 ? 0 : 2000 + (((long)x + (long)(y * 3) + (index * 977)) % 1900));
        }

        _collection.Scan();
    }

    internal string Save(string nodes, string name = "a.graph.json")
    {
        var path = PathOf(name);
        File.WriteAllText(path, new JsonObject
        {
            ["process"] = new JsonObject { ["process_graph"] = JsonNode.Parse("{" + nodes + "}") },
            ["settings"] = new JsonObject { ["collections"] = new JsonArray(_collection.Path) },
        }.ToJsonString());
        return path;
    }

    /// <summary>All cells, as a job computes them.</summary>
    internal MemoryCube Download(string nodes)
    {
        var services = new GraphServices
        {
            Processes = new(PredefinedProcesses.All, new Dictionary<string, UserProcess>(StringComparer.Ordinal)),
            Collections = new([_collection.Path]),
        };
        return CubeWalk.ToMemory((Cube)GraphEvaluator.Evaluate(GraphParser.Parse(JsonNode.Parse("{" + nodes + "}")), Parameters.None, new(services))!, new(2, 64 << 20), CancellationToken.None);
    }

    /// <summary>Pixels of the grid as a picture of the grid's own resolution, grey from -1 to 1.</summary>
    internal static MapRequest Picture(string path, int column, int row, int width, int height) => new()
    {
        Path = path,
        Box = new(Grid.Left + (column * 20), Grid.Top - ((row + height) * 20), Grid.Left + ((column + width) * 20), Grid.Top - (row * 20)),
        Width = width,
        Height = height,
        Style = "grey",
        Range = (-1, 1),
    };

    internal static ReadFigures Count(Action act)
    {
        var tally = new ReadTally();
        using (ReadTally.Join(tally))
        {
            act();
        }

        return tally.Figures;
    }

    public void Dispose()
    {
        Renderer.Dispose();
        _collection.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
