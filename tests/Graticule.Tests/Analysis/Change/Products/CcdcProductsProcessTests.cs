using System.Diagnostics;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Products;
using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;
using Graticule.Jobs;
using Graticule.Tests.Analysis.Change.Chips;
using Graticule.Tests.Analysis.Change.Results;
using Graticule.Tests.Raster;

namespace Graticule.Tests.Analysis.Change.Products;

public sealed class CcdcProductsProcessTests : IDisposable
{
    private const string GdalInfo = "/usr/bin/gdalinfo";
    private const int Left = -1_815_585;
    private const int Top = 2_864_805;

    private readonly QuietJob _job = new();
    private readonly CcdcProductsProcess _process = new(new FixedClock());

    public void Dispose() => _job.Dispose();

    [Fact]
    public async Task Maps_of_two_chips_have_the_number_of_each_pixel_in_its_place()
    {
        var (first, second) = (Write("a", Left, Top, 1), Write("b", Left + 6000, Top - 3000, 2));

        var outputs = await _job.RunAsync(_process, """{"chips": ["a", "b"], "dates": ["1986", "1987-03-04"]}""");

        var output = Assert.Single(outputs);
        Assert.Equal(("maps", "maps/products.json"), (output.FolderKey, output.FileKey));
        var list = JsonNode.Parse(await File.ReadAllTextAsync(PathOf("products.json")))!.AsArray();
        Assert.Equal(10, list.Count);
        foreach (var entry in list)
        {
            var product = ChangeProduct.Find((string)entry!["abbreviation"]!)!;
            var date = DateOnly.Parse((string)entry["date"]!, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal($"LCMAP-CU-005003-{date.Year}-20260203-V01-{product.Abbreviation}.tif", (string?)entry["file"]);
            var found = TestRaster.Read(PathOf((string)entry["file"]!));

            var expected = Enumerable.Repeat(product.Value([], date.DayNumber + 1), 300 * 200).ToArray();
            Fill(expected, first, 0, 0);
            Fill(expected, second, 200, 100);
            Assert.Equal(expected, found);

            void Fill(double[] into, List<PixelOutcome> pixels, int column, int row)
            {
                foreach (var pixel in pixels)
                {
                    into[((row + (pixel.Pixel / 100)) * 300) + column + (pixel.Pixel % 100)] = product.Value(pixel.Result?.Models ?? [], date.DayNumber + 1);
                }
            }
        }
    }

    [SkippableFact]
    public async Task A_map_of_a_tile_is_a_cloud_optimized_file_of_its_grid()
    {
        Skip.IfNot(File.Exists(GdalInfo), "There is no gdalinfo.");
        var pixels = Write("a", Left + (7 * 3000), Top - (49 * 3000), 1);

        await _job.RunAsync(_process, """{"chips": ["a"], "dates": ["1987"], "products": ["SCSTAB"], "extent": "tile", "version": "V13"}""");

        var path = PathOf("LCMAP-CU-005003-1987-20260203-V13-SCSTAB.tif");
        var info = JsonNode.Parse(await OutputAsync(GdalInfo, "-json", path))!;
        Assert.Equal("[5000,5000]", info["size"]!.ToJsonString());
        Assert.Equal([Left, 30, 0, Top, 0, -30], info["geoTransform"]!.AsArray().Select(number => (double)number!));
        Assert.Equal("Int16", (string?)info["bands"]![0]!["type"]);
        Assert.Equal("COG", (string?)info["metadata"]!["IMAGE_STRUCTURE"]!["LAYOUT"]);
        Assert.Equal(("length-of-segment", "1987-07-01"), ((string?)info["metadata"]![""]!["PRODUCT"], (string?)info["metadata"]![""]!["QUERY_DATE"]));
        var wkt = (string)info["coordinateSystem"]!["wkt"]!;
        Assert.Contains("Albers", wkt, StringComparison.Ordinal);
        Assert.Contains("29.5", wkt, StringComparison.Ordinal);
        Assert.Contains("6378140", wkt, StringComparison.Ordinal);
        var day = new DateOnly(1987, 7, 1).DayNumber + 1;
        var value = await OutputAsync("/usr/bin/gdallocationinfo", "-valonly", path, "712", "4955");
        var pixel = pixels.Single(one => one.Pixel == ChipShape.Pixel(12, 55));
        Assert.Equal(ProductRules.LengthOfSegment(pixel.Result?.Models ?? [], day), short.Parse(value, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("2007", (await OutputAsync("/usr/bin/gdallocationinfo", "-valonly", path, "0", "0")).Trim());
    }

    [Fact]
    public async Task Stored_results_of_a_point_are_used_where_no_files_are_given()
    {
        var file = Path.Combine(_job.Folder, "change.db");
        var pixels = Write("a", Left, Top, 1);
        await StoreAsync(file, ChipFile.Read(Path.Combine(_job.Folder, "a")));

        await _job.RunAsync(_process, $$"""{"x": {{Left + 1234.5}}, "y": {{Top - 17}}, "dates": ["1986"], "products": ["SCMQA"]}""", new ProductSettings(file, Server: null).Write());

        var found = TestRaster.Read(PathOf("LCMAP-CU-005003-1986-20260203-V01-SCMQA.tif"));
        var day = new DateOnly(1986, 7, 1).DayNumber + 1;
        Assert.Equal(pixels.OrderBy(pixel => pixel.Pixel).Select(pixel => (double)ProductRules.CurveFit(pixel.Result?.Models ?? [], day)), found);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => _job.RunAsync(
            _process, $$"""{"x": {{Left - 1}}, "y": {{Top - 17}}, "dates": ["1986"]}""", new ProductSettings(file, Server: null).Write()));
        Assert.Equal(ProblemKind.NotFound, problem.Problem.Kind);
    }

    [Theory]
    [InlineData("""{"dates": ["1990"]}""", "Give files of results as 'chips', or a point as 'x' and 'y'")]
    [InlineData("""{"chips": ["a"], "dates": ["1990", "1990-08-01"]}""", "second date of its year")]
    [InlineData("""{"chips": ["a"], "dates": ["1981"]}""", "no date after 1982-01-01")]
    [InlineData("""{"chips": ["a"], "dates": ["1990-02-30"]}""", "'1990-02-30' is no date")]
    public void What_cannot_be_mapped_is_told_before_the_job_is_made(string inputs, string message) =>
        Assert.Contains(message, Assert.Single(_process.Check(new() { ProcessId = "ccdc-products", Inputs = JsonNode.Parse(inputs)!.AsObject() })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(Left + 1, Top, "not of one grid")]
    [InlineData(Left + (50 * 3000), Top, "51 x 1 chips apart")]
    public async Task Chips_that_make_no_map_are_refused(int x, int y, string message)
    {
        Write("a", Left, Top, 1, columns: 1);
        Write("b", x, y, 2, columns: 1);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => _job.RunAsync(_process, """{"chips": ["a", "b"], "dates": ["1990"]}"""));

        Assert.Equal("/inputs/chips", problem.Problem.Subject);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_none_of_results_is_refused_by_its_place()
    {
        Write("a", Left, Top, 1, columns: 1);
        await File.WriteAllTextAsync(Path.Combine(_job.Folder, "b"), "no results at all");

        var problem = await Assert.ThrowsAsync<ProblemException>(() => _job.RunAsync(_process, """{"chips": ["a", "b"], "dates": ["1990"]}"""));

        Assert.Equal("/inputs/chips/1", problem.Problem.Subject);
    }

    private static async Task StoreAsync(string file, ChipFile chip)
    {
        await using var store = ChipStores.Open(file, server: null);
        await store.RequestAsync(new(chip.Header.Key, DateTimeOffset.UnixEpoch, "/lcmap/chips", "job-1", Ticket: null), CancellationToken.None);
        Assert.True(await store.ImportAsync(
            new(chip.Header.Key, "job-1", DateTimeOffset.UnixEpoch, "", chip.Header.Ok, chip.Header.Failed, chip.Header.Encode(), [.. chip.Strips.Select((strip, i) => new StoredStrip(i, strip))]),
            CancellationToken.None));
    }

    private static async Task<string> OutputAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    /// <summary>Writes a file of made-up results; gives what it holds.</summary>
    private List<PixelOutcome> Write(string name, int x, int y, int seed, int columns = 100)
    {
        MadeUpOutcomes made = new(seed, dates: 10);
        var header = new ChipHeader { Key = new(CcdcAlgorithms.V2018, x, y), Days = [725_000], TellsShares = true, Produced = DateTimeOffset.UnixEpoch };
        var file = ChipFile.Of(header, [.. Enumerable.Range(0, columns).SelectMany(made.Column)]);
        file.Write(Path.Combine(_job.Folder, name));
        return [.. file.Strips.SelectMany(strip => StripCodec.Decode(strip))];
    }

    private string PathOf(string name) => Path.Combine(_job.Folder, "maps", name);

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);
    }
}
