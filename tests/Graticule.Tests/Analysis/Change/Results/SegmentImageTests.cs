using System.Diagnostics;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Results;
using Graticule.Raster.Ard;
using Graticule.Raster.Gdal;
using Graticule.Tests.Raster;

namespace Graticule.Tests.Analysis.Change.Results;

public sealed class SegmentImageTests : IDisposable
{
    private const string GdalInfo = "/usr/bin/gdalinfo";
    private const int Left = -1_815_585;
    private const int Top = 2_864_805;

    private readonly TestRaster _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void The_last_segment_of_each_pixel_is_in_the_bands()
    {
        var (path, pixels) = Write(null);

        Assert.Equal(Values(pixels, models => Last(models)?.BreakDay), TestRaster.Read(path, band: 3));
        Assert.Equal(Values(pixels, models => models.Count), TestRaster.Read(path, band: 7));
        Assert.Equal(Values(pixels, models => Last(models)?.Bands[0].Rmse), TestRaster.Read(path, band: 8));
        Assert.Equal(Values(pixels, models => Last(models)?.Bands[3].Coefficients[1]), TestRaster.Read(path, band: 7 + 30 + 5));
        Assert.Equal(Values(pixels, models => Last(models)?.Bands[6].Coefficients[6]), TestRaster.Read(path, band: 77));
    }

    [Fact]
    public void The_segment_of_a_day_is_shown_where_one_is_asked_for()
    {
        var (path, pixels) = Write(726_200);

        Assert.Equal(Values(pixels, models => models.FirstOrDefault(model => model.StartDay <= 726_200 && model.EndDay >= 726_200)?.StartDay), TestRaster.Read(path));
    }

    [Fact]
    public void Its_place_is_that_of_the_files_of_the_grid()
    {
        using var file = RasterFile.Open(Write(null).Path);

        Assert.Equal([Left, 30, 0, Top, 0, -30], file.Info.Georeference!.Transform);
        using var found = CoordinateReference.Find(file.Info.Georeference.Wkt)!;
        using var expected = CoordinateReference.Find(ArdGrid.Conus.Projection.Wkt)!;
        Assert.True(found.IsSameAs(expected), file.Info.Georeference.Wkt);
    }

    [SkippableFact]
    public async Task GDAL_tells_the_names_of_the_bands()
    {
        Skip.IfNot(File.Exists(GdalInfo), "There is no gdalinfo.");
        using var process = Process.Start(new ProcessStartInfo(GdalInfo, ["-json", Write(null).Path]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var errors = process.StandardError.ReadToEndAsync();

        var info = JsonNode.Parse(await process.StandardOutput.ReadToEndAsync())!;

        Assert.Equal("", await errors);
        var bands = info["bands"]!.AsArray();
        Assert.Equal(77, bands.Count);
        Assert.Equal(("start_day", "thermal_coefficient_7"), ((string?)bands[0]!["description"], (string?)bands[76]!["description"]));
        Assert.Equal(("Float64", "NaN"), ((string?)bands[5]!["type"], (string?)bands[5]!["noDataValue"]));
        Assert.Equal("lcmap-pyccd:2018.10.17", (string?)info["metadata"]![""]!["ALGORITHM"]);
    }

    private static ChangeModel? Last(IReadOnlyList<ChangeModel> models) => models.Count == 0 ? null : models[^1];

    private static double[] Values(List<PixelOutcome> pixels, Func<IReadOnlyList<ChangeModel>, double?> value)
    {
        var values = new double[ChipShape.Pixels];
        Array.Fill(values, double.NaN);
        foreach (var pixel in pixels.Where(pixel => pixel.Result is not null))
        {
            values[pixel.Pixel] = value(pixel.Result!.Models) ?? double.NaN;
        }

        return values;
    }

    private (string Path, List<PixelOutcome> Pixels) Write(int? day)
    {
        MadeUpOutcomes made = new(3, dates: 10);
        List<PixelOutcome> pixels = [.. Enumerable.Range(0, 99).SelectMany(made.Column)];
        var header = new ChipHeader { Key = new(CcdcAlgorithms.V2018, Left, Top), Days = [725_000], TellsShares = true, Produced = DateTimeOffset.UnixEpoch };
        var path = _files.PathOf("segments.tif");
        using (var file = File.Create(path))
        {
            SegmentImage.Write(file, header, [pixels], day);
        }

        return (path, pixels);
    }
}
