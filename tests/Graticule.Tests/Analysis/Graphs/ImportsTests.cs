using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;
using Graticule.Analysis.Graphs.Processes;
using Graticule.Raster.Catalog;
using Graticule.Raster.Cubes;
using Graticule.Raster.Pixels;
using Graticule.Tests.Raster.Catalog;

namespace Graticule.Tests.Analysis.Graphs;

public sealed class ImportsTests : IDisposable
{
    private readonly CollectionFolder _folder = new();

    public ImportsTests()
    {
        foreach (var (date, more) in new[] { ("20170101", 0), ("20170111", 1), ("20170121", 2), ("20170131", 3) })
        {
            _folder.Write($"s2/S2A_{date}T100000_B04.tif", CollectionFolder.Utm, PixelType.UInt16, 0, (x, y) => Number(x, y) + more);
            _folder.Write($"s2/S2A_{date}T100000_B08.tif", CollectionFolder.Utm, PixelType.UInt16, 0, (x, y) => 10_000 + Number(x, y) + more);
        }

        CollectionScan.Run(
            new(Path.Combine(_folder.Path, "s2"))
            {
                Id = "S2",
                Aliases = ["Sentinel"],
                Bands = [new("B04") { CommonName = "red", Wavelength = 0.665, Aliases = ["4"] }],
                Properties = (_, time) => new Dictionary<string, object>(StringComparer.Ordinal) { ["eo:cloud_cover"] = (double)time.Day },
            },
            CancellationToken.None);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_collection_comes_whole_where_nothing_is_left_out()
    {
        var cube = Load("{}");

        Assert.Equal(["x", "y", "t", "bands"], cube.Shape.Dimensions.Select(dimension => dimension.Name));
        Assert.Equal((60, 50, 8), (cube.Shape.Width, cube.Shape.Height, cube.Shape.Planes));
        Assert.Equal(["2017-01-01T10:00:00Z", "2017-01-11T10:00:00Z", "2017-01-21T10:00:00Z", "2017-01-31T10:00:00Z"], Labels(cube, "t"));
        Assert.Equal(["B04", "B08"], Labels(cube, "bands"));
        Assert.Equal(new BandFact("B04", "red", 0.665), cube.Shape.Find("bands")!.Bands![0]);
        Assert.Equal("EPSG:32632", cube.Shape.X!.ReferenceSystem);
    }

    [Theory]
    [InlineData("""{"west": 600030, "south": 5199950, "east": 600110, "north": 5199990, "crs": 32632}""", 1, 5, 0, 3)]
    [InlineData("""{"west": 600029, "south": 5199951, "east": 600031, "north": 5199989, "crs": "EPSG:32632"}""", 1, 1, 1, 1)]
    [InlineData("""{"west": 0, "south": 0, "east": 600050, "north": 9000000, "crs": 32632}""", 0, 3, 0, 50)]
    [InlineData("""{"west": 10.316, "south": 46.9445, "east": 10.323, "north": 46.9475}""", 7, 27, 0, 8)]
    public void Pixels_are_taken_by_their_centres_and_centres_on_the_edge_count(string extent, int column, int columns, int row, int rows)
    {
        var cube = Load($$"""{"spatial_extent": {{extent}}, "bands": ["B04"], "temporal_extent": ["2017-01-11", "2017-01-12"]}""");

        // Cells number the pixels of the whole image, so the first one tells where the window begins.
        Assert.Equal((columns, rows), (cube.Shape.Width, cube.Shape.Height));
        var cells = CollectionFolder.Read(cube);
        Assert.Equal((row * 60) + column + 1 + 1, CollectionFolder.At(cells, 0, 0, 0));
        Assert.Equal(600_010 + (20 * column), cube.Shape.X!.Labels[0].Number, 1e-6);
        Assert.Equal(((row + rows - 1) * 60) + column + columns - 1 + 1 + 1, CollectionFolder.At(cells, 0, columns - 1, rows - 1));
    }

    [Theory]
    [InlineData("[\"2017-01-11\", \"2017-01-31\"]", 2)]
    [InlineData("[\"2017-01-11T10:00:00Z\", \"2017-01-31T10:00:00Z\"]", 2)]
    [InlineData("[null, \"2017-01-11T10:00:01Z\"]", 2)]
    [InlineData("[\"2017-01-21T12:00:00+02:00\", null]", 2)]
    public void The_start_of_the_time_belongs_to_it_and_the_end_does_not(string extent, int dates) =>
        Assert.Equal(dates, Load($$"""{"temporal_extent": {{extent}}}""").Shape.Find("t")!.Count);

    [Fact]
    public void Bands_come_in_the_order_asked_for_by_any_of_their_names()
    {
        var cube = Load("""{"bands": ["nir", "4"]}""");

        Assert.Equal(["B08", "B04"], Labels(cube, "bands"));
        var cells = CollectionFolder.Read(cube);
        Assert.Equal((10_001, 1), (CollectionFolder.At(cells, 0, 0, 0), CollectionFolder.At(cells, 1, 0, 0)));
    }

    [Fact]
    public void Conditions_on_properties_choose_items()
    {
        var cube = Load("""
            {"properties": {"eo:cloud_cover": {"process_graph": {"less": {"process_id": "less", "arguments": {"x": {"from_parameter": "value"}, "y": 15}, "result": true}}}}}
            """);

        Assert.Equal(["2017-01-01T10:00:00Z", "2017-01-11T10:00:00Z"], Labels(cube, "t"));
    }

    [Fact]
    public void Outside_of_polygons_there_is_nothing()
    {
        var cube = Load("""
            {"bands": ["B04"], "temporal_extent": [null, "2017-01-02"], "spatial_extent": {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:32632"}}, "features": [
              {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[600100, 5199900], [600200, 5199900], [600100, 5199800], [600100, 5199900]]]}},
              {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[600300, 5199900], [600340, 5199900], [600340, 5199860], [600300, 5199860], [600300, 5199900]]]}}]}}
            """);

        Assert.Equal((12, 5), (cube.Shape.Width, cube.Shape.Height));
        var cells = CollectionFolder.Read(cube);
        for (var row = 0; row < 5; row++)
        {
            for (var column = 0; column < 12; column++)
            {
                // Centres on the slanted edge of the triangle count.
                var isIn = column + row <= 4 || (column >= 10 && row <= 1);
                Assert.Equal(isIn ? ((row + 5) * 60) + column + 5 + 1 : Missing.Value, CollectionFolder.At(cells, 0, column, row));
            }
        }
    }

    [Theory]
    [InlineData("""{"temporal_extent": ["2018-01-01", null]}""", "NoDataAvailable")]
    [InlineData("""{"spatial_extent": {"west": 16, "south": 47, "east": 17, "north": 48}}""", "NoDataAvailable")]
    [InlineData("""{"temporal_extent": ["2017-01-02", "2017-01-02"]}""", "TemporalExtentEmpty")]
    [InlineData("""{"temporal_extent": [null, null]}""", "ProcessParameterInvalid")]
    [InlineData("""{"bands": ["B99"]}""", "ProcessParameterInvalid")]
    [InlineData("""{"bands": []}""", "ProcessParameterInvalid")]
    [InlineData("""{"spatial_extent": {"west": 17, "south": 47, "east": 16, "north": 48}}""", "ProcessParameterInvalid")]
    [InlineData("""{"spatial_extent": {"west": 16, "south": 47, "east": 17, "north": 48, "crs": 1}}""", "ProcessParameterInvalid")]
    [InlineData("""{"id": "S3"}""", "CollectionNotFound")]
    public void What_cannot_be_loaded_is_told_by_its_code(string arguments, string code) =>
        Assert.Equal(code, Assert.Throws<GraphException>(() => Load(arguments)).Code);

    [Fact]
    public void A_missing_collection_is_answered_with_those_that_there_are() =>
        Assert.Contains("there are: S2", Assert.Throws<GraphException>(() => Load("""{"id": "S3"}""")).Message, StringComparison.Ordinal);

    [Fact]
    public void Maps_of_small_scale_load_fewer_pixels()
    {
        var cube = (Cube)Run("load_collection", """{"id": "Sentinel", "spatial_extent": null, "temporal_extent": [null, "2017-01-02"], "bands": ["B04"]}""", coarsening: 4)!;

        Assert.Equal((15, 13), (cube.Shape.Width, cube.Shape.Height));
        Assert.Equal((6 * 60) + 10 + 1, CollectionFolder.At(CollectionFolder.Read(cube), 0, 2, 1));
    }

    [Fact]
    public void Uploaded_images_with_dates_in_their_names_have_a_time_and_others_have_none()
    {
        _folder.Write("up/a_20200101.tif", CollectionFolder.Utm, PixelType.UInt8, 255, (_, _) => 1);
        _folder.Write("up/a_20200102.tif", CollectionFolder.Utm with { Left = 600_200 }, PixelType.UInt8, 255, (_, _) => 2);
        _folder.Write("up/dem.tif", CollectionFolder.Utm, PixelType.Int16, -1, (x, y) => Number(x, y));

        var dated = (Cube)Run("load_uploaded_files", """{"paths": ["up/a_20200102.tif", "up/a_20200101.tif"], "format": "gtiff"}""")!;
        var timeless = (Cube)Run("load_uploaded_files", """{"paths": ["up/dem.tif"], "format": "GTiff"}""")!;

        Assert.Equal(["2020-01-01T00:00:00Z", "2020-01-02T00:00:00Z"], Labels(dated, "t"));
        var cells = CollectionFolder.Read(dated);
        Assert.Equal(70, cells.Shape.Width);
        Assert.Equal((1, true, true, 2), (CollectionFolder.At(cells, 0, 0, 0), Missing.Is(CollectionFolder.At(cells, 0, 60, 0)), Missing.Is(CollectionFolder.At(cells, 1, 9, 0)), CollectionFolder.At(cells, 1, 10, 0)));
        Assert.Equal(["x", "y", "bands"], timeless.Shape.Dimensions.Select(dimension => dimension.Name));
        Assert.Equal(61, CollectionFolder.At(CollectionFolder.Read(timeless), 0, 0, 1));
    }

    [Fact]
    public void Files_that_are_absent_or_of_another_format_are_told()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "text.txt"), "no image");

        Assert.Equal("FileNotFound", Assert.Throws<GraphException>(() => Run("load_uploaded_files", """{"paths": ["no.tif"], "format": "GTiff"}""")).Code);
        Assert.Equal("FormatUnsuitable", Assert.Throws<GraphException>(() => Run("load_uploaded_files", """{"paths": ["text.txt"], "format": "GTiff"}""")).Code);
        Assert.Equal("FormatUnsuitable", Assert.Throws<GraphException>(() => Run("load_uploaded_files", """{"paths": ["text.txt"], "format": "Word"}""")).Code);
    }

    [Fact]
    public void Geometries_come_from_an_address()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "places.geojson"), """{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}""");

        var cube = (Cube)Run("load_url", """{"url": "https://example.org/places.geojson", "format": "GeoJSON"}""")!;

        Assert.Equal(DimensionType.Geometry, Assert.Single(cube.Shape.Dimensions).Type);
        Assert.Equal((1d, 2d), (cube.Shape.Dimensions[0].Features!.Features[0].Geometry!.Coordinate.X, cube.Shape.Dimensions[0].Features!.Features[0].Geometry!.Coordinate.Y));
    }

    [Fact]
    public void A_stac_item_that_was_fetched_with_its_files_becomes_a_cube()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "fetched"));
        File.Copy(Path.Combine(_folder.Path, "s2", "S2A_20170111T100000_B04.tif"), Path.Combine(_folder.Path, "fetched", "0.tif"));
        File.WriteAllText(Path.Combine(_folder.Path, "fetched", "item.json"), """
            {"type": "Feature", "stac_version": "1.1.0", "id": "i", "geometry": null, "bbox": [10.3, 46.9, 10.4, 47], "properties": {"datetime": "2020-02-02T00:00:00Z"}, "links": [],
             "assets": {"red": {"href": "./0.tif", "type": "image/tiff; application=geotiff", "roles": ["data"], "bands": [{"name": "B04", "eo:common_name": "red"}]}}}
            """);

        var cube = (Cube)Run("load_stac", """{"url": "https://example.org/fetched/item.json", "bands": ["red"], "spatial_extent": {"west": 600000, "south": 5199960, "east": 600040, "north": 5200000, "crs": 32632}}""")!;

        Assert.Equal(["2020-02-02T00:00:00Z"], Labels(cube, "t"));
        Assert.Equal([2, 3, 62, 63], CollectionFolder.Read(cube).Values);
        Assert.Empty(Directory.EnumerateDirectories(_folder.Path, "stac-*"));
    }

    /// <summary>Numbers of the cells of <see cref="CollectionFolder.Utm"/>, from 1.</summary>
    private static double Number(double x, double y) => (Math.Floor((5_200_000 - y) / 20) * 60) + Math.Floor((x - 600_000) / 20) + 1;

    private static IEnumerable<string> Labels(Cube cube, string dimension) => cube.Shape.Find(dimension)!.Labels.Select(label => label.Text);

    private Cube Load(string arguments)
    {
        var all = JsonNode.Parse("""{"id": "S2", "spatial_extent": null, "temporal_extent": null}""")!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(arguments)!.AsObject())
        {
            all[name] = value?.DeepClone();
        }

        return (Cube)Run("load_collection", all.ToJsonString())!;
    }

    private object? Run(string process, string arguments, int coarsening = 1)
    {
        GraphProcess less = new("less", args => args.Number("x") < args.Number("y"));
        GraphServices services = new()
        {
            Processes = new([.. PredefinedProcesses.All, less], new Dictionary<string, UserProcess>(StringComparer.Ordinal)),
            Folder = _folder.Path,
            Coarsening = coarsening,
            Collections = new([_folder.Path]),
            FindFile = name => Path.Combine(_folder.Path, name.Replace("https://example.org/", "", StringComparison.Ordinal)) is var path && Path.Exists(path) ? path : null,
        };
        var graph = GraphParser.Parse(JsonNode.Parse($$$"""{"load": {"process_id": "{{{process}}}", "arguments": {{{arguments}}}, "result": true}}"""));
        return GraphEvaluator.Evaluate(graph, Parameters.None, new(services));
    }
}
