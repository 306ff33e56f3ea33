using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.Catalog;
using Graticule.Raster.Catalog.Demo;
using Graticule.Raster.Cubes;
using Graticule.Raster.Pixels;
using Graticule.Raster.Tables;
using Graticule.Tests.Analysis.Change.Ccdc;
using Graticule.Tests.Raster.Catalog;
using Graticule.Tests.Raster.CubeFormats;

namespace Graticule.Tests.Analysis.Change.Collections;

/// <summary>The process ccdc over a collection, against the detector itself in each pixel.</summary>
public sealed class CollectionChangeTests(CollectionChangeTests.Made made) : IClassFixture<CollectionChangeTests.Made>, IDisposable
{
    /// <summary>All bands of an image, by GDAL.</summary>
    private const string Reader = """
        import json, sys
        from osgeo import gdal
        gdal.UseExceptions()
        print(json.dumps([v if v == v else None for v in gdal.Open(sys.argv[1]).ReadAsArray().ravel().tolist()]).replace("null", "-1"))
        """;

    private const string Parquet = "application/vnd.apache.parquet";
    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-change-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Segments_as_json_are_those_of_each_pixel()
    {
        var document = JsonNode.Parse(await RunAsync(Inputs(), new() { ["segments"] = "application/json" }))!;

        var pixels = document["pixels"]!.AsArray();
        Assert.Equal(("lcmap-pyccd:2018.10.17", "EPSG:32633"), ((string?)document["algorithm"], (string?)document["crs"]));
        Assert.Equal(Made.Width * Made.Height, pixels.Count);
        foreach (var pixel in pixels)
        {
            var (column, row) = ((int)(((double)pixel!["x"]! - 500_000) / 30), (int)((4_000_000 - (double)pixel["y"]!) / 30));
            var models = made.Pixels[(row * Made.Width) + column].Detect().Models;
            var found = pixel["segments"]!.AsArray();
            Assert.Equal(models.Select(model => Day(model.BreakDay)), found.Select(segment => (string?)segment!["break"]));
            Assert.Equal(models.Select(model => model.ObservationCount), found.Select(segment => (int)segment!["observations"]!));
            Assert.All(models.Zip(found), pair => Assert.Equal(pair.First.Bands[3].Rmse, (double)pair.Second!["nir"]!["rmse"]!, 1e-6 * pair.First.Bands[3].Rmse));
            Assert.InRange((double)pixel["longitude"]!, 15, 15.001);
        }
    }

    [Fact]
    public async Task Segments_as_parquet_have_a_row_each_and_points()
    {
        _ = await RunAsync(Inputs(), new() { ["segments"] = Parquet });
        using var table = ParquetTable.Open(Path.Combine(_folder, "segments.parquet"));

        var expected = made.Pixels.SelectMany(pixel => pixel.Detect().Models).ToList();
        Assert.Equal(expected.Count, table.RowsOf(0));
        Assert.Equal(expected.Select(model => (double)model.ObservationCount).Order(), table.ReadNumbers(0, table.Find("observations")!).Order());
        Assert.Equal(
            expected.Select(model => (long?)(model.BreakDay - 719_163) * 86_400).Order(), table.ReadInstants(0, table.Find("break")!).Order());
        Assert.Equal(expected.Sum(model => model.Bands[3].Magnitude), table.ReadNumbers(0, table.Find("nir_magnitude")!).Sum(), 1e-6);
        Assert.All(table.ReadBytes(0, table.Find("geometry")!), point => Assert.InRange(BitConverter.ToDouble(point!.Value.Span[5..13]), 15, 15.001));
        Assert.Contains("\"primary_column\":\"geometry\"", table.Facts["geo"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Segments_as_geojson_are_features()
    {
        var document = JsonNode.Parse(await RunAsync(Inputs(), new() { ["segments"] = "application/geo+json" }))!;

        var features = document["features"]!.AsArray();
        Assert.Equal(made.Pixels.Sum(pixel => pixel.Detect().Models.Count), features.Count);
        var first = features[0]!["properties"]!;
        Assert.Equal("Point", (string?)features[0]!["geometry"]!["type"]);
        Assert.Equal((1, 1.0), ((int)first["segment"]!, (double)first["probability"]!));
        Assert.Equal(made.Pixels[0].Detect().Models[0].Bands[4].Intercept, (double)first["swir1_intercept"]!, 1e-3);
    }

    [Fact]
    public async Task The_image_has_the_models_of_a_date_with_and_without_segments_beside_it()
    {
        var date = Day(made.Pixels[0].Days[70]);
        var inputs = Inputs();
        inputs["date"] = date;
        _ = await RunAsync(inputs.DeepClone().AsObject(), new() { ["coefficients"] = null });
        var alone = ReadImage();
        foreach (var file in Directory.EnumerateFiles(_folder))
        {
            File.Delete(file);
        }

        _ = await RunAsync(inputs, new() { ["coefficients"] = null, ["segments"] = Parquet });
        var beside = ReadImage();

        Assert.Equal(alone, beside);
        Assert.False(File.Exists(Path.Combine(_folder, "image.tmp")));
        for (var i = 0; i < made.Pixels.Count; i++)
        {
            var model = made.Pixels[i].Detect().Models.Last(one => one.StartDay <= made.Pixels[i].Days[70] && one.EndDay >= made.Pixels[i].Days[70]);
            Assert.Equal(model.StartDay, alone[i]);
            Assert.Equal(model.Bands[0].Intercept, alone[(6 * made.Pixels.Count) + i], 1e-6 * Math.Abs(model.Bands[0].Intercept));
        }

        double[] ReadImage()
        {
            var (code, output) = CubeFolder.Run("/usr/bin/python3", ["-c", Reader, Directory.EnumerateFiles(_folder, "coefficients*.tif").Single()]);
            Assert.True(code == 0, output);
            return JsonSerializer.Deserialize<double[]>(output)!;
        }
    }

    [Fact]
    public async Task A_part_of_the_collection_is_searched_where_a_part_is_asked_for()
    {
        var inputs = Inputs();
        (inputs["start"], inputs["end"]) = (Day(made.Pixels[0].Days[0]) + "T00:00:00Z", Day(made.Pixels[0].Days[50]) + "T00:00:00Z");
        var all = JsonNode.Parse(await RunAsync(Inputs(), new() { ["segments"] = "application/json" }))!["pixels"]!.AsArray();
        File.Delete(Path.Combine(_folder, "segments.json"));
        inputs["bbox"] = new JsonArray((double)all[0]!["longitude"]! - 1e-5, (double)all[0]!["latitude"]! - 1e-5, (double)all[0]!["longitude"]! + 1e-5, (double)all[0]!["latitude"]! + 1e-5);

        var pixel = Assert.Single(JsonNode.Parse(await RunAsync(inputs, new() { ["segments"] = "application/json" }))!["pixels"]!.AsArray());

        Assert.Equal((double)all[0]!["x"]!, (double)pixel!["x"]!);
        Assert.All(pixel["segments"]!.AsArray(), segment => Assert.True(string.CompareOrdinal((string?)segment!["end"], Day(made.Pixels[0].Days[50])) <= 0));
    }

    [Theory]
    [InlineData("collection", "\"nothing\"", ProblemKind.NotFound, "/inputs/collection")]
    [InlineData("bands", """{"red": "B77"}""", ProblemKind.InvalidInput, "/inputs/bands")]
    [InlineData("qa", "\"B77\"", ProblemKind.InvalidInput, "/inputs/bands")]
    [InlineData("detection", """["edge"]""", ProblemKind.InvalidInput, "/inputs/detection")]
    [InlineData("bbox", "[100, 10, 101, 11]", ProblemKind.InvalidInput, "/inputs/collection")]
    [InlineData("start", "\"2040-01-01T00:00:00Z\"", ProblemKind.InvalidInput, "/inputs/collection")]
    public async Task What_cannot_be_is_told(string input, string value, ProblemKind kind, string pointer)
    {
        var inputs = Inputs();
        inputs[input] = JsonNode.Parse(value);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => RunAsync(inputs, new() { ["segments"] = null }));

        Assert.Equal((kind, pointer), (problem.Problem.Kind, problem.Problem.Subject));
    }

    [Theory]
    [InlineData("""{}""", "result", "/inputs")]
    [InlineData("""{"collection": "a", "series": {}}""", "segments", "/inputs")]
    [InlineData("""{"collection": "a"}""", "result", "/outputs/result")]
    [InlineData("""{"series": {}}""", "segments", "/outputs/segments")]
    [InlineData("""{"collection": "a", "parameters": {"BLUE_IDX": 1}}""", "segments", "/inputs/parameters")]
    [InlineData("""{"collection": "a", "start": "2020-01-02T00:00:00Z", "end": "2020-01-01T00:00:00Z"}""", "segments", "/inputs/start")]
    public void What_cannot_be_is_told_before_a_job_is_made(string inputs, string output, string pointer)
    {
        var spec = new JobSpec { ProcessId = "ccdc", Inputs = JsonNode.Parse(inputs)!.AsObject(), Outputs = new Dictionary<string, string?>(StringComparer.Ordinal) { [output] = null } };

        Assert.Equal(pointer, Assert.Single(new CcdcProcess().Check(spec)).Pointer);
    }

    private static JsonObject Inputs() => new()
    {
        ["collection"] = "change",
        ["bands"] = JsonNode.Parse("""{"blue": "B01", "green": "B02", "red": "B03", "nir": "B04", "swir1": "B05", "swir2": "B06", "thermal": "B07"}"""),
        ["qa"] = "B08",
    };

    private static string Day(int day) => DateOnly.FromDayNumber(day - 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The text of the first output.</summary>
    private async Task<string> RunAsync(JsonObject inputs, Dictionary<string, string?> outputs)
    {
        var spec = new JobSpec { ProcessId = "ccdc", Inputs = inputs, Outputs = outputs };
        var process = new CcdcProcess();
        Assert.Empty(InputCheck.Check(process.Description, spec));
        Assert.Empty(process.Check(spec));
        var job = new JobContext(spec, _folder, 2, new Silence(), new() { ["collections"] = new JsonArray(made.Folder) });
        await process.RunAsync(job, CancellationToken.None);
        Assert.Equal(outputs.Keys.Order(StringComparer.Ordinal), job.Outputs.Select(output => output.Name).Order(StringComparer.Ordinal));
        return await File.ReadAllTextAsync(Path.Combine(_folder, job.Outputs[0].FileKey!));
    }

    /// <summary>A collection of made-up pixels.</summary>
    public sealed class Made : IDisposable
    {
        internal const int Width = 3;
        internal const int Height = 2;
        private readonly CollectionFolder _collection = new();

        public Made()
        {
            Pixels = [.. Enumerable.Range(0, Width * Height).Select(seed => new MadeUpPixel(seed, 100, changesAt: seed % 2 == 0 ? 50 : int.MaxValue))];
            var grid = new Grid(500_000, 4_000_000, 30, -30, Width, Height, "EPSG:32633");
            var folder = Path.Combine(_collection.Path, "change");
            Directory.CreateDirectory(folder);
            for (var date = 0; date < Pixels[0].Days.Length; date++)
            {
                var at = date;
                DemoImage.Write(Path.Combine(folder, $"look_{Day(Pixels[0].Days[date]).Replace("-", "", StringComparison.Ordinal)}.tif"), grid, PixelType.Int16, -9999, 8, (band, x, y) =>
                {
                    var pixel = Pixels[((int)((4_000_000 - y) / 30) * Width) + (int)((x - 500_000) / 30)];
                    return band == 7 ? pixel.Qa[at] : pixel.Values[(7 * at) + band];
                });
            }

            CollectionScan.Run(new(folder) { Id = "change" }, CancellationToken.None);
        }

        internal string Folder => _collection.Path;

        internal IReadOnlyList<MadeUpPixel> Pixels { get; }

        public void Dispose() => _collection.Dispose();
    }

    private sealed class Silence : IJobEcho
    {
        public void Progress(double share, string? message)
        {
        }

        public void Log(LogLevel level, string message, JsonObject? data = null)
        {
        }
    }
}
