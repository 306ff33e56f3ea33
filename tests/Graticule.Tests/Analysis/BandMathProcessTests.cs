using System.Text.Json.Nodes;
using Graticule.Analysis.BandMath;
using Graticule.Jobs;
using Graticule.Raster.Expressions;

namespace Graticule.Tests.Analysis;

public sealed class BandMathProcessTests : IDisposable
{
    private const string Ndvi = "(im1b4 - im1b3) / (im1b4 + im1b3)";

    private readonly BandMathRun _run = new();

    public void Dispose() => _run.Dispose();

    [SkippableFact]
    public async Task The_ndvi_of_the_landsat_scene_equals_that_of_gdals_calculator()
    {
        var scene = DemoData.Find("L7_ETMs.tif");
        var theirs = Path.Combine(_run.Folder, "calc.tif");
        Gdal.Calculate("(A.astype(float)-B)/(A.astype(float)+B)", scene, 4, 3, theirs);

        await _run.StartAsync(Inputs(scene, Ndvi));

        var expected = Gdal.Statistics(theirs);
        var found = Gdal.Statistics(_run.File("out"));
        Assert.Equal(expected, found);
        Assert.Equal(expected.Min, _run.Value("statistics")["min"]!.GetValue<double>(), 12);
        Assert.Equal(expected.Max, _run.Value("statistics")["max"]!.GetValue<double>(), 12);
        Assert.Equal(expected.Mean, _run.Value("statistics")["mean"]!.GetValue<double>(), 9);
        Assert.Equal(349 * 352, _run.Value("statistics")["valid"]!.GetValue<long>());
    }

    [SkippableFact]
    public async Task The_result_lies_where_the_scene_lies()
    {
        var scene = DemoData.Find("L7_ETMs.tif");

        await _run.StartAsync(Inputs(scene, Ndvi), Wanted("out"));

        var (mine, source) = (Gdal.Info(_run.File("out")), Gdal.Info(scene));
        Assert.Equal(source["geoTransform"]!.ToJsonString(), mine["geoTransform"]!.ToJsonString());
        Assert.Equal(31985, mine["stac"]!["proj:epsg"]!.GetValue<int>());
        Assert.Equal("[349,352]", mine["size"]!.ToJsonString());
    }

    [SkippableTheory]
    [InlineData("image/tiff; application=geotiff", "GTiff")]
    [InlineData("image/tiff;application=geotiff", "GTiff")]
    [InlineData("image/tiff; application=geotiff; profile=cloud-optimized", "GTiff")]
    [InlineData("image/png", "PNG")]
    [InlineData("IMAGE/JPEG", "JPEG")]
    public async Task The_output_has_the_format_that_its_media_type_names(string mediaType, string driver)
    {
        await _run.StartAsync(Inputs(DemoData.Find("L7_ETMs.tif"), Ndvi), Wanted("out", mediaType));

        var output = Assert.Single(_run.Outputs);
        var info = Gdal.Info(_run.File("out"));
        Assert.Equal(mediaType, output.MediaType);
        Assert.Equal(driver, info["driverShortName"]!.ToString());
        Assert.Equal(mediaType.Contains("cloud", StringComparison.Ordinal) ? "COG" : null, info["metadata"]?["IMAGE_STRUCTURE"]?["LAYOUT"]?.ToString());
    }

    [SkippableTheory]
    [InlineData("uint8", "Byte", 0, 255)]
    [InlineData("uint16", "UInt16", 0, 32_385)]
    [InlineData("int16", "Int16", -32_385, 32_385)]
    [InlineData("uint32", "UInt32", 0, 32_385)]
    [InlineData("int32", "Int32", -32_385, 32_385)]
    [InlineData("float", "Float32", -32_385, 32_385)]
    [InlineData("double", "Float64", -32_385, 32_385)]
    public async Task A_sample_has_the_type_that_was_asked_for_and_stays_in_its_range(string type, string expected, double least, double most)
    {
        var inputs = Inputs(DemoData.Find("L7_ETMs.tif"), "idxX == 0 ? -127 * 255 : 127 * 255");
        inputs["out"] = type;

        await _run.StartAsync(inputs, Wanted("out"));

        var (min, max, _, _) = Gdal.Statistics(_run.File("out"));
        Assert.Equal(expected, Gdal.Info(_run.File("out"))["bands"]![0]!["type"]!.ToString());
        Assert.Equal((least, most), (min, max));
    }

    [SkippableFact]
    public async Task A_quicklook_is_a_png_of_the_same_shape()
    {
        await _run.StartAsync(Inputs(DemoData.Find("L7_ETMs.tif"), Ndvi), Wanted("quicklook"));

        var info = Gdal.Info(_run.File("quicklook"));
        Assert.Equal("quicklook", Assert.Single(_run.Outputs).Name);
        Assert.Equal("PNG", info["driverShortName"]!.ToString());
        Assert.Equal("[349,352]", info["size"]!.ToJsonString());
    }

    [SkippableFact]
    public async Task Nodata_is_declared_and_stands_where_the_formula_has_no_value()
    {
        var inputs = Inputs(DemoData.Find("L7_ETMs.tif"), "idxX < 10 ? 0 / 0 : im1b1");
        inputs["nodata"] = -1;

        await _run.StartAsync(inputs);

        Assert.Equal(-1, Gdal.Info(_run.File("out"))["bands"]![0]!["noDataValue"]!.GetValue<double>());
        Assert.Equal(339 * 352, _run.Value("statistics")["valid"]!.GetValue<long>());
    }

    [SkippableFact]
    public async Task Ram_and_cores_change_nothing_in_the_result()
    {
        var inputs = Inputs(DemoData.Find("L7_ETMs.tif"), "sin(im1b1) * im1b5");
        await _run.StartAsync(inputs, Wanted("out"), cores: 1);
        var first = await File.ReadAllBytesAsync(_run.File("out"));
        inputs["ram"] = 1;

        await _run.StartAsync(inputs, Wanted("out"), cores: 3);

        Assert.Equal(first, await File.ReadAllBytesAsync(_run.File("out")));
    }

    [SkippableFact]
    public async Task Progress_never_goes_back_and_ends_near_one()
    {
        await _run.StartAsync(Inputs(DemoData.Find("L7_ETMs.tif"), Ndvi));

        Assert.Equal(_run.Shares.Order(), _run.Shares);
        Assert.InRange(_run.Shares[^1], 0.94, 1);
    }

    [SkippableFact]
    public async Task Every_fault_is_reported_at_once_with_its_place()
    {
        var text = Path.Combine(_run.Folder, "il-1.tif");
        await File.WriteAllTextAsync(text, "not a raster");
        var inputs = Inputs(DemoData.Find("L7_ETMs.tif"), "im1b4 +* im1b3");
        inputs["il"]!.AsArray().Add(text);
        inputs["il"]!.AsArray().Add(DemoData.Find("olinda_dem_utm25s.tif"));
        inputs["out"] = "uint8";
        inputs["nodata"] = -9999;

        var problem = await _run.FailAsync(inputs);

        Assert.Equal(ProblemKind.InvalidInput, problem.Kind);
        Assert.Equal(["/inputs/il/1", "/inputs/il/2", "/inputs/exp", "/inputs/nodata"], problem.Details!.Select(fault => fault.Pointer), StringComparer.Ordinal);
        Assert.Contains("Column 8", problem.Details![2].Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_band_that_is_not_there_is_named_with_what_is_there()
    {
        var problem = await _run.FailAsync(Inputs(DemoData.Find("L7_ETMs.tif"), "im1b1 + im1b9"));

        Assert.Contains("'exp'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Column 9", problem.Message, StringComparison.Ordinal);
        Assert.Contains("im1b1 to im1b6", problem.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_picture_that_its_format_cannot_hold_is_the_callers_fault()
    {
        var wide = Path.Combine(_run.Folder, "wide.tif");
        Gdal.Resize(DemoData.Find("L7_ETMs.tif"), 70_000, 4, wide);

        var problem = await _run.FailAsync(Inputs(wide, "im1b1"), Wanted("out", "image/jpeg"));

        Assert.Equal((ProblemKind.InvalidInput, "/outputs/out"), (problem.Kind, problem.Subject));
        Assert.Contains("70000", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("im1b4 +* im1b3", "Column 8")]
    [InlineData("im2b1 * 2", "there is one image")]
    [InlineData("red + 1", "im1b1")]
    public void A_formula_that_cannot_work_is_refused_before_its_images_are_fetched(string formula, string reason)
    {
        var inputs = Inputs("https://data.example/scene.tif", formula);
        inputs["out"] = "uint8";
        inputs["nodata"] = -1;

        var faults = new BandMathProcess().Check(new JobSpec { ProcessId = "band-math", Inputs = inputs });

        Assert.Equal(["/inputs/exp", "/inputs/nodata"], faults.Select(fault => fault.Pointer), StringComparer.Ordinal);
        Assert.Contains(reason, faults[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_do_not_fit_their_schemas_are_left_to_the_schemas() => Assert.Empty(
        new BandMathProcess().Check(new JobSpec { ProcessId = "band-math", Inputs = new() { ["exp"] = 5, ["out"] = "int7", ["nodata"] = "x" } }));

    [Fact]
    public void The_description_names_every_function_of_the_engine()
    {
        var process = new BandMathProcess().Description;
        var language = process.Inputs.Single(input => input.Name == "exp").Description!;

        Assert.Equal("band-math", process.Id);
        Assert.All(Vocabulary.Functions, function => Assert.Contains($"{function.Name} (", language, StringComparison.Ordinal));
        Assert.All(Vocabulary.Constants, constant => Assert.Contains(constant.Name, language, StringComparison.Ordinal));
    }

    private static JsonObject Inputs(string image, string formula) => new() { ["il"] = new JsonArray(image), ["exp"] = formula };

    private static Dictionary<string, string?> Wanted(string output, string? mediaType = null) => new(StringComparer.Ordinal) { [output] = mediaType };
}
