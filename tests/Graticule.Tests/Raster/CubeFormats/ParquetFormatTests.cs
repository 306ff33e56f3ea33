using System.Text.Json.Nodes;
using Graticule.Raster.Cubes;
using Graticule.Raster.Vectors;
using Graticule.Tests.Raster.Tables;
using NetTopologySuite.Geometries;

namespace Graticule.Tests.Raster.CubeFormats;

public sealed class ParquetFormatTests : IDisposable
{
    private readonly CubeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("gzip")]
    [InlineData("NONE")]
    public void Geometries_dates_and_bands_are_columns_with_their_types(string compress)
    {
        var file = _folder.Write("parquet", Fields(), ("Compress", compress))[0];

        Assert.Equal(("result.parquet", "application/vnd.apache.parquet"), (file.Name, file.MediaType));
        var read = ParquetReader.Read(_folder.PathOf(file));
        Assert.Equal(
            ["geometry_id INT64", "crop BYTE_ARRAY", "area DOUBLE", "t INT64", "B04 DOUBLE", "B08 DOUBLE", "geometry BYTE_ARRAY"],
            read["columns"]!.AsArray().Select(column => $"{column!["name"]} {column["type"]}"));
        Assert.Equal(
            """{"geometry_id":2,"crop":null,"area":0.5,"t":"2022-06-15T00:00:00.000Z","B04":6,"B08":null,"geometry":{"type":"Point","coordinates":[2,1]}}""",
            read["rows"]![3]!.ToJsonString());
        Assert.Equal(["1", "2", "5", "6"], read["rows"]!.AsArray().Select(row => row!["B04"]!.ToString()));
    }

    [SkippableFact]
    public void The_metadata_of_geoparquet_tell_encoding_types_box_and_reference_system()
    {
        var told = JsonNode.Parse((string)ParquetReader.Read(_folder.PathOf(_folder.Write("Parquet", Fields())[0]))["told"]!["geo"]!)!;

        Assert.Equal(("1.1.0", "geometry"), ((string)told["version"]!, (string)told["primary_column"]!));
        var column = told["columns"]!["geometry"]!;
        Assert.Equal("""["Point"]""", column["geometry_types"]!.ToJsonString());
        Assert.Equal("[0,1,2,1]", column["bbox"]!.ToJsonString());
        Assert.Equal(("WKB", "EPSG", 32632), ((string)column["encoding"]!, (string)column["crs"]!["id"]!["authority"]!, (int)column["crs"]!["id"]!["code"]!));
    }

    [SkippableFact]
    public void Geometries_without_values_have_their_properties_alone()
    {
        var features = new FeatureCollection([new(null, new Dictionary<string, object?>(StringComparer.Ordinal) { ["is"] = true })], "EPSG:4326");
        var cube = new MemoryCube(new([new("zones", DimensionType.Geometry, new([0])) { Features = features }]), [Missing.Value]);

        var read = ParquetReader.Read(_folder.PathOf(_folder.Write("Parquet", cube)[0]));

        Assert.Equal("""[{"zones":0,"is":true,"geometry":null}]""", read["rows"]!.ToJsonString());
    }

    [SkippableFact]
    public void A_raster_is_the_table_that_csv_has()
    {
        var cube = CubeFolder.Cube(1, 2, 3, 2);
        var csv = File.ReadAllLines(_folder.PathOf(_folder.Write("CSV", cube)[0]));
        var read = ParquetReader.Read(_folder.PathOf(_folder.Write("Parquet", cube)[0]));

        Assert.Equal(csv[0].Split(','), read["columns"]!.AsArray().Select(column => (string)column!["name"]!));
        Assert.Equal(
            csv[1..].Select(line => line.Replace("00:00:00Z", "00:00:00.000Z", StringComparison.Ordinal)),
            read["rows"]!.AsArray().Select(row => string.Join(',', row!.AsObject().Select(cell => cell.Value?.ToString() ?? ""))));
        Assert.Empty(read["told"]!.AsObject());
    }

    /// <summary>Geometries 0 and 2 of three, two dates, two bands.</summary>
    private static MemoryCube Fields()
    {
        Feature Field(int number, string? crop, double area) =>
            new(new Point(number, 1), new Dictionary<string, object?>(StringComparer.Ordinal) { ["crop"] = crop, ["area"] = area });
        var features = new FeatureCollection([Field(0, "rye", 2), Field(1, "oats", 7), Field(2, null, 0.5)], "EPSG:32632");
        var shape = new CubeShape(
        [
            new("geometry", DimensionType.Geometry, new([0, 2])) { Features = features },
            new("t", DimensionType.Temporal, new(["2022-06-05", "2022-06-15"])),
            new("bands", DimensionType.Bands, new(["B04", "B08"])),
        ]);
        return new(shape, [1, 0.1, 2, 0.2, 5, 0.5, 6, Missing.Value]);
    }
}
