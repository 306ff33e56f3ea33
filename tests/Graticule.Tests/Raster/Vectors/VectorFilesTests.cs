using System.Text.Json.Nodes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Vectors;
using Graticule.Tests.Raster.Cubes;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Graticule.Tests.Raster.Vectors;

/// <summary>GeoJSON, and vector files written and read again, also by ogrinfo.</summary>
public sealed class VectorFilesTests : IDisposable
{
    private static readonly string[] Wkt =
    [
        "POINT (500000 5100000)",
        "POLYGON ((500000 5100000, 500100 5100000, 500100 5100100, 500000 5100000), (500050 5100010, 500090 5100010, 500090 5100050, 500050 5100010))",
        "MULTIPOLYGON (((500000 5100000, 500100 5100000, 500100 5100100, 500000 5100000)), ((501000 5100000, 501100 5100000, 501100 5100100, 501000 5100000)))",
        "LINESTRING (500000 5100000, 500100 5100500, 500200 5100000)",
        "GEOMETRYCOLLECTION (POINT (500000 5100000), LINESTRING (500000 5100000, 500100 5100500))",
        "MULTIPOINT ((500000 5100000), (500001 5100001))",
    ];

    private readonly TestRaster _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("GPKG", "a.gpkg", 0)]
    [InlineData("GeoJSON", "a.geojson", 1e-6)]
    public void What_is_written_is_read_again(string driver, string name, double tolerance)
    {
        var path = _files.PathOf(name);
        VectorWriter.Write(path, driver, new VectorLayer("zones", Features()));
        var read = VectorReader.Read(path);
        Assert.Equal(driver == "GeoJSON" ? "EPSG:4326" : "EPSG:32632", read.ReferenceSystem);
        var back = GeometryTransform.To(read, "EPSG:32632").Features;
        Assert.Equal(Wkt.Length + 1, back.Count);
        for (var i = 0; i < Wkt.Length; i++)
        {
            var (expected, actual) = (new WKTReader().Read(Wkt[i]), back[i].Geometry!);
            Assert.Equal(expected.GeometryType, actual.GeometryType);
            Assert.True(expected.Normalized().EqualsExact(actual.Normalized(), tolerance), $"{expected} is {actual}");
            Assert.Equal("zone ä" + i, back[i].Properties["text"]);
            Assert.Equal(i + 0.25, back[i].Properties["number"]);
            Assert.Equal(i % 2 == 0, back[i].Properties["truth"]);
        }

        Assert.Null(back[^1].Properties["number"]);
        Assert.True(back[^1].Geometry is null or { IsEmpty: true });
    }

    [SkippableFact]
    public async Task Ogrinfo_sees_layers_fields_and_reference_system()
    {
        GdalTool.Need("ogrinfo");
        var path = _files.PathOf("b.gpkg");
        VectorWriter.Write(path, "GPKG", new VectorLayer("zones", Features()), new VectorLayer("more", Features()));
        var said = await GdalTool.RunAsync("ogrinfo", "-al", path);
        Assert.Contains("Layer name: zones", said, StringComparison.Ordinal);
        Assert.Contains("Layer name: more", said, StringComparison.Ordinal);
        Assert.Contains("ID[\"EPSG\",32632]", said, StringComparison.Ordinal);
        Assert.Contains("whole: Integer64", said, StringComparison.Ordinal);
        Assert.Contains("number: Real", said, StringComparison.Ordinal);
        Assert.Contains("truth: Integer(Boolean)", said, StringComparison.Ordinal);
        Assert.Contains("text (String) = zone ä1", said, StringComparison.Ordinal);
        Assert.Contains("zones, more", Assert.Throws<RasterFileException>(() => VectorReader.Read(path)).Message, StringComparison.Ordinal);
        Assert.Equal(Wkt.Length + 1, VectorReader.Read(path, "more").Features.Count);
    }

    [SkippableFact]
    public async Task FlatGeobuf_of_another_program_is_read()
    {
        GdalTool.Need("ogr2ogr");
        var (path, other) = (_files.PathOf("e.gpkg"), _files.PathOf("e.fgb"));
        VectorWriter.Write(path, "GPKG", new VectorLayer("zones", Features()));
        await GdalTool.RunAsync("ogr2ogr", "-f", "FlatGeobuf", "-where", "whole < 90", other, path);
        var read = VectorReader.Read(other);
        Assert.Equal("EPSG:32632", read.ReferenceSystem);
        Assert.Equal(Enumerable.Range(0, Wkt.Length).Select(i => "zone ä" + i), read.Features.Select(feature => feature.Properties["text"]).Order());
    }

    [SkippableFact]
    public async Task Ogrinfo_reads_the_GeoJSON_that_is_written()
    {
        GdalTool.Need("ogrinfo");
        var path = _files.PathOf("c.geojson");
        VectorWriter.Write(path, "GeoJSON", new VectorLayer("zones", Features()));
        var said = await GdalTool.RunAsync("ogrinfo", "-al", path);
        Assert.Contains("Feature Count: 7", said, StringComparison.Ordinal);
        Assert.Contains("ID[\"EPSG\",4326]", said, StringComparison.Ordinal);
        Assert.Contains("text (String) = zone ä3", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_files_are_told()
    {
        var path = _files.PathOf("d.txt");
        File.WriteAllText(path, "no features");
        Assert.Contains("GeoPackage", Assert.Throws<RasterFileException>(() => VectorReader.Read(path)).Message, StringComparison.Ordinal);
        File.WriteAllText(path, "{\"type\": \"Feat");
        Assert.Contains("not JSON", Assert.Throws<RasterFileException>(() => VectorReader.Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type": "Polygon"}""", "$.coordinates")]
    [InlineData("""{"type": "Point", "coordinates": [1]}""", "$.coordinates")]
    [InlineData("""{"type": "LineString", "coordinates": [[1, 2], [3]]}""", "$.coordinates[1]")]
    [InlineData("""{"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}""", "$.coordinates[0]")]
    [InlineData("""{"type": "Circle", "coordinates": []}""", "$.type")]
    [InlineData("""{"type": "FeatureCollection"}""", "$.features")]
    [InlineData("""{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": "x"}]}}]}""", "$.features[0].geometry.geometries[0].coordinates")]
    [InlineData("""{"type": "FeatureCollection", "features": [{"type": "Point", "coordinates": [1, 2]}]}""", "$.features[0]")]
    [InlineData("""{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null}, {"type": "Feature", "geometry": 1}, {"type": "Feature", "geometry": 2}]}""", "$.features[1].geometry")]
    [InlineData("""{"type": "Feature", "geometry": {"type": "Feature"}}""", "$.geometry.type")]
    [InlineData("""{"type": "Point", "coordinates": [1, 2], "crs": {"type": "name", "properties": {"name": "EPSG:99999"}}}""", "$.crs.properties.name")]
    [InlineData("[]", "$")]
    public void A_fault_names_its_place(string json, string place) =>
        Assert.Equal(place, Assert.Throws<GeoJsonException>(() => GeoJson.Read(JsonNode.Parse(json))).Place);

    [Theory]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326")]
    [InlineData("urn:ogc:def:crs:EPSG::32632", "EPSG:32632")]
    [InlineData("EPSG:3857", "EPSG:3857")]
    public void The_old_member_for_the_reference_system_counts(string name, string expected) => Assert.Equal(expected, GeoJson.Read(JsonNode.Parse(
        $$"""{"type": "Point", "coordinates": [1, 2, 3], "crs": {"type": "name", "properties": {"name": "{{name}}"} } }""")).ReferenceSystem);

    [Fact]
    public void An_open_ring_is_closed_and_empty_geometries_stay_empty()
    {
        var polygon = (Polygon)GeoJson.Read(JsonNode.Parse("""{"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2]]]}""")).Features[0].Geometry!;
        Assert.Equal(2, polygon.Area);
        Assert.True(GeoJson.Read(JsonNode.Parse("""{"type": "Polygon", "coordinates": []}""")).Features[0].Geometry!.IsEmpty);
        Assert.Null(GeoJson.Read(JsonNode.Parse("""{"type": "Feature", "geometry": null, "properties": null}""")).Features[0].Geometry);
    }

    private static FeatureCollection Features()
    {
        var features = Wkt.Select((wkt, i) => new Feature(new WKTReader().Read(wkt), new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["whole"] = (double)i,
            ["number"] = i + 0.25,
            ["text"] = "zone ä" + i,
            ["truth"] = i % 2 == 0,
        }));
        return new([.. features, new Feature(null, new Dictionary<string, object?>(StringComparer.Ordinal) { ["whole"] = 99.0, ["number"] = null })], "EPSG:32632");
    }
}
