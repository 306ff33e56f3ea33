using System.Globalization;
using Graticule.Raster.Gdal;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Grids;
using Graticule.Raster.Pixels;
using Graticule.Tests.Raster.CubeFormats;

namespace Graticule.Tests.Raster.Observations.Grids;

/// <summary>GeoTIFF files as grids; no Python is needed.</summary>
public sealed class RasterGridTests : IDisposable
{
    private readonly ObservationFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Cells_of_a_GeoTIFF_lie_at_the_centres_of_its_pixels_and_its_time_is_that_of_its_name()
    {
        var path = Write("chl_20200131T0600.tif", "OGC:CRS84", [10, 0.5, 0, 50, 0, -0.25]);

        using var grid = ObservationFolder.Grid(path);

        Assert.Equal([10.25, 10.75, 11.25], grid.Longitudes);
        Assert.Equal([49.875, 49.625], grid.Latitudes);
        Assert.Equal([new DateTimeOffset(2020, 1, 31, 6, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds()], grid.Times);
        Assert.Equal([1, 2, 3, 4, 5, float.NaN], ObservationFolder.Read(grid));
        Assert.Equal([11, 12, 13, 14, 15, float.NaN], ObservationFolder.Read(grid, 1));
        Assert.Equal(["band_1", "band_2"], GranuleScan.Read(path, new()).Variables.Select(variable => variable.Name));
        Assert.Equal(["chl", "sst"], GranuleScan.Read(path, new() { Variables = ["chl", "sst"] }).Variables.Select(variable => variable.Name));
        Assert.Equal(TileIds.Uuid("achl_20200131T0600.tif[\"band_1\", \"band_2\"]lat:0:2,lon:0:3,time:0:1") + "[[0 1 2]]", grid.IdOf(0, 0, 2));
    }

    [Fact]
    public void Rows_of_Mercator_s_map_are_parallels_and_those_of_a_zone_of_UTM_are_not()
    {
        var mercator = Write("a_20200131.tif", "EPSG:3857", [1_000_000, 100_000, 0, 6_000_000, 0, -100_000]);
        var zone = Write("b_20200131.tif", "EPSG:32632", [500_000, 10_000, 0, 5_000_000, 0, -10_000]);

        using var grid = ObservationFolder.Grid(mercator);

        const double Radius = 6_378_137;
        Assert.Equal([.. new[] { 1_050_000d, 1_150_000, 1_250_000 }.Select(x => Math.Round(x / Radius * 180 / Math.PI, 9))], grid.Longitudes.Select(x => Math.Round(x, 9)));
        Assert.Equal(
            [.. new[] { 5_950_000d, 5_850_000 }.Select(y => Math.Round(((2 * Math.Atan(Math.Exp(y / Radius))) - (Math.PI / 2)) * 180 / Math.PI, 9))],
            grid.Latitudes.Select(y => Math.Round(y, 9)));
        Assert.Contains("rows are no parallels", Assert.Throws<ObservationFileException>(() => GranuleScan.Read(zone, new())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("undated.tif", "OGC:CRS84", 0, "tells no time")]
    [InlineData("a_20200131.tif", "OGC:CRS84", 0.1, "is turned against its reference system")]
    [InlineData("a_20200131.tif", null, 0, "does not say where")]
    public void A_GeoTIFF_that_cannot_be_placed_is_named(string name, string? reference, double turn, string reason)
    {
        var path = Write(name, reference, [10, 0.5, turn, 50, turn, -0.25]);

        var fault = Assert.Throws<ObservationFileException>(() => GranuleScan.Read(path, new()));

        Assert.StartsWith($"'{name}' {reason}", fault.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Tags_tell_time_unit_packing_and_names_of_bands()
    {
        var plain = Write("undated.tif", "OGC:CRS84", [10, 0.5, 0, 50, 0, -0.25]);
        var path = _files.PathOf("tagged.tif");
        var (code, output) = CubeFolder.Run("/usr/bin/gdal_translate", ["-q", "-of", "COG", "-mo", "TIFFTAG_DATETIME=2021:02:03 04:05:06", "-b", "1", plain, path]);
        Assert.True(code == 0, output);
        (code, output) = CubeFolder.Run("/usr/bin/python3", ["-c", """
            import sys
            from osgeo import gdal
            d = gdal.Open(sys.argv[1], gdal.GA_Update); b = d.GetRasterBand(1)
            b.SetDescription('sst'); b.SetUnitType('K'); b.SetScale(0.5); b.SetOffset(280.); d = None
            """, path]);
        Skip.If(output.Contains("ModuleNotFoundError", StringComparison.Ordinal), "python3-gdal is not installed.");
        Assert.True(code == 0, output);

        using var grid = ObservationFolder.Grid(path);

        Assert.Equal(new ObservedVariable("sst", null, null, "celsius"), GranuleScan.Read(path, new()).Variables[0]);
        Assert.Equal([.. new[] { 280.5f, 281, 281.5f, 282, 282.5f }.Select(kelvin => kelvin - 273.15f), float.NaN], ObservationFolder.Read(grid));
        Assert.Equal("2021-02-03T04:05:06", DateTimeOffset.FromUnixTimeSeconds(grid.Times[0]).ToString("s", CultureInfo.InvariantCulture));
    }

    /// <summary>Two bands of 3 x 2 pixels.</summary>
    private string Write(string name, string? reference, double[] transform)
    {
        using var found = reference is null ? null : CoordinateReference.Find(reference);
        var path = _files.PathOf(name);
        var layout = new GeoTiffLayout(3, 2, 2, PixelType.Float32, -1, found is null ? null : new Georeference(transform, found.Wkt()), Compression.Deflate, 1);
        using var writer = new GeoTiffWriter(path, layout);
        var (width, height) = writer.Layout.Block;
        for (var band = 1; band <= 2; band++)
        {
            var block = new float[width * height];
            for (var i = 0; i < 6; i++)
            {
                block[(i / 3 * width) + (i % 3)] = i == 5 ? -1 : (band - 1) * 10 + i + 1;
            }

            writer.Write(band, 0, 0, System.Runtime.InteropServices.MemoryMarshal.AsBytes(block.AsSpan()).ToArray());
        }

        writer.Finish();
        return path;
    }
}
