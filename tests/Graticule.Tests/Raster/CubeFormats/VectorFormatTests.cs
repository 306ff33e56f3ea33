using System.Text.Json.Nodes;
using Graticule.Raster.CubeFormats;
using Graticule.Raster.Cubes;
using Graticule.Raster.Vectors;
using NetTopologySuite.Geometries;

namespace Graticule.Tests.Raster.CubeFormats;

public sealed class VectorFormatTests : IDisposable
{
    private readonly CubeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("geojson", "result.geojson", "EPSG:4326", 11.0)]
    [InlineData("gpkg", "result.gpkg", "EPSG:32632", 652_387.0)]
    public void A_program_of_gdal_finds_a_feature_for_each_geometry_with_a_field_for_each_date_and_band(string format, string name, string system, double east)
    {
        var file = _folder.Write(format, Cube())[0];

        var (_, said) = CubeFolder.Run("/usr/bin/ogr2ogr", ["-f", "GeoJSON", "-a_srs", "EPSG:4326", "/vsistdout/", _folder.PathOf(file)]);
        var (_, info) = CubeFolder.Run("/usr/bin/ogrinfo", ["-so", "-al", _folder.PathOf(file)]);
        var features = JsonNode.Parse(said)!["features"]!.AsArray();

        Assert.Equal(name, file.Name);
        Assert.Contains($"\"EPSG\",{system[5..]}", info, StringComparison.Ordinal);
        Assert.Equal(2, features.Count);
        Assert.Equal(
            ["name", "2022-06-05_B01", "2022-06-05_B02", "2022-06-15_B01", "2022-06-15_B02"],
            features[0]!["properties"]!.AsObject().Select(member => member.Key).Where(key => key != "fid"));
        Assert.Equal(("north", 0.5, null, 2.5, 3.5), Values(features[0]!));
        Assert.Equal(("south", 4.5, 5.5, 6.5, null), Values(features[1]!));
        Assert.Equal(east, (double)features[0]!["geometry"]!["coordinates"]![0]!, 0.001 * east);
        Assert.Equal(("2022-06-05T00:00:00Z", "2022-06-15T00:00:00Z"), (file.Start, file.End));
        Assert.Equal(11, file.BoundingBox![0], 0.01);
    }

    [Fact]
    public void Geometries_without_values_keep_only_their_own_properties()
    {
        var cube = Cube();
        var bare = new MemoryCube(new([cube.Shape.Dimensions[0]]), [Missing.Value, Missing.Value]);

        var file = _folder.Write("GeoJSON", bare)[0];

        var features = JsonNode.Parse(File.ReadAllText(_folder.PathOf(file)))!["features"]!;
        Assert.Equal(["name"], features[1]!["properties"]!.AsObject().Select(member => member.Key));
    }

    [Fact]
    public void A_raster_is_refused_with_what_would_make_it_fit()
    {
        var exception = Assert.Throws<CubeFormatException>(() => _folder.Write("GPKG", CubeFolder.Cube(1, 1, 3, 3)));

        Assert.Equal("FormatUnsuitable", exception.Code);
        Assert.Contains("aggregate_spatial", exception.Message, StringComparison.Ordinal);
        Assert.Equal("FormatUnsuitable", Assert.Throws<CubeFormatException>(() => _folder.Write("COG", Cube())).Code);
    }

    private static MemoryCube Cube()
    {
        Feature[] features =
        [
            new(new Point(652_387, 5_196_000), new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = "north" }),
            new(new Point(652_700, 5_180_000), new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = "south" }),
        ];
        var shape = new CubeShape(
        [
            new("geometry", DimensionType.Geometry, LabelList.Numbered(2)) { Features = new(features, "EPSG:32632") },
            new("t", DimensionType.Temporal, new(["2022-06-05T00:00:00Z", "2022-06-15T00:00:00Z"])),
            new("bands", DimensionType.Bands, new(["B01", "B02"])),
        ]);
        return new(shape, [0.5, Missing.Value, 2.5, 3.5, 4.5, 5.5, 6.5, double.NaN]);
    }

    private static (string? Name, double? A, double? B, double? C, double? D) Values(JsonNode feature)
    {
        var properties = feature["properties"]!;
        return ((string?)properties["name"], (double?)properties["2022-06-05_B01"], (double?)properties["2022-06-05_B02"], (double?)properties["2022-06-15_B01"],
            (double?)properties["2022-06-15_B02"]);
    }
}
