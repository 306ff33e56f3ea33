using System.Text.Json.Nodes;
using Graticule.Analysis.Change;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Tests.Analysis.Change.Ccdc;

namespace Graticule.Tests.Analysis.Change;

public sealed class CcdcProcessTests
{
    private static readonly string[] Bands = ["blue", "green", "red", "nir", "swir1", "swir2", "thermal"];

    [Fact]
    public async Task A_series_in_any_order_gives_the_document_of_pyccd()
    {
        var pixel = new MadeUpPixel(changesAt: 150);

        var document = await RunAsync(Series(pixel, isReversed: true));

        Assert.Equal(
            ["algorithm", "processing_mask", "change_models", "cloud_prob", "snow_prob", "water_prob"], document.Select(member => member.Key));
        var models = document["change_models"]!.AsArray();
        Assert.Equal(pixel.Detect().Models.Select(model => model.BreakDay), models.Select(model => (int)model!["break_day"]!));
        Assert.Equal(["rmse", "coefficients", "intercept", "magnitude"], models[0]!["nir"]!.AsObject().Select(member => member.Key));
    }

    [Fact]
    public async Task Dates_may_be_written_as_dates()
    {
        var pixel = new MadeUpPixel();
        var series = Series(pixel);
        series["dates"] = new JsonArray([.. pixel.Days.Select(day => (JsonNode)DateOnly.FromDayNumber(day - 1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))]);

        var document = await RunAsync(series);

        Assert.Equal(pixel.Days[0], (int)document["change_models"]![0]!["start_day"]!);
    }

    [Fact]
    public async Task The_early_version_tells_the_procedure()
    {
        var document = await RunAsync(Series(new()), new() { ["algorithm"] = CcdcAlgorithms.V140 });

        Assert.Equal("standard_procedure", (string?)document["procedure"]);
        Assert.False(document.ContainsKey("cloud_prob"));
    }

    [Fact]
    public async Task Parameters_take_the_place_of_the_algorithms()
    {
        var pixel = new MadeUpPixel(changesAt: 150);

        var document = await RunAsync(Series(pixel), new() { ["parameters"] = new JsonObject { ["CHANGE_THRESHOLD"] = 1e9, ["OUTLIER_THRESHOLD"] = 1e9 } });

        Assert.Single(document["change_models"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"PEEK": 6}""", "no parameter 'PEEK'")]
    [InlineData("""{"PEEK_SIZE": 0}""", "'PEEK_SIZE' cannot be 0; it is a whole number from 2")]
    [InlineData("""{"DETECTION_BANDS": [7]}""", "'DETECTION_BANDS' cannot be [7]")]
    [InlineData("""{"T_CONST": "many"}""", "'T_CONST' cannot be \"many\"")]
    public void A_parameter_that_does_not_fit_is_named_before_the_job_is_made(string parameters, string message)
    {
        var faults = new CcdcProcess().Check(new() { ProcessId = "ccdc", Inputs = new() { ["series"] = new JsonObject(), ["parameters"] = JsonNode.Parse(parameters) } });

        Assert.Contains(message, Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_that_are_not_as_many_as_dates_are_an_error_that_names_them()
    {
        var series = Series(new());
        series["swir1"]!.AsArray().RemoveAt(0);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => RunAsync(series));

        Assert.Equal((ProblemKind.InvalidInput, "/inputs/series/swir1"), (problem.Problem.Kind, problem.Problem.Subject));
        Assert.Contains("300 dates and 299 numbers", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quality_without_meaning_is_an_error_of_the_series()
    {
        var pixel = new MadeUpPixel();
        pixel.Qa[3] = 0;

        var problem = await Assert.ThrowsAsync<ProblemException>(() => RunAsync(Series(pixel)));

        Assert.Equal("/inputs/series/qa", problem.Problem.Subject);
    }

    [Fact]
    public void A_chip_gives_each_pixel_what_it_gets_by_itself()
    {
        const int Pixels = 70;
        List<MadeUpPixel> pixels = [.. Enumerable.Range(0, Pixels).Select(seed => new MadeUpPixel(seed, changesAt: seed % 2 == 0 ? 150 : int.MaxValue))];
        pixels[40].Qa[9] = 0;
        var days = pixels[0].Days;
        var chip = new ChipSeries(
            [.. Enumerable.Range(0, PixelSeries.Bands).Select(band => Images(date => pixels.Select(pixel => (short)pixel.Values[(date * PixelSeries.Bands) + band])))],
            Images(date => pixels.Select(pixel => (ushort)pixel.Qa[date])));
        var outcomes = new PixelOutcome[Pixels];

        ChipDetection.Run(chip, new(days, new()), 2, outcome => outcomes[outcome.Pixel] = outcome, progress: null, CancellationToken.None);

        for (var i = 0; i < Pixels; i++)
        {
            if (i == 40)
            {
                Assert.Contains("quality 0", outcomes[i].Fault, StringComparison.Ordinal);
                continue;
            }

            Assert.Equal(Text(pixels[i].Detect()), Text(outcomes[i].Result!));
        }

        T[][] Images<T>(Func<int, IEnumerable<T>> image) => [.. Enumerable.Range(0, days.Length).Select(date => image(date).ToArray())];
        static string Text(CcdcResult result) => PyccdDocument.Write("", tellsShares: true, result).ToJsonString();
    }

    private static JsonObject Series(MadeUpPixel pixel, bool isReversed = false)
    {
        var series = new JsonObject { ["dates"] = Array(pixel.Days), ["qa"] = Array(pixel.Qa) };
        for (var band = 0; band < Bands.Length; band++)
        {
            var place = band;
            series[Bands[band]] = Array([.. Enumerable.Range(0, pixel.Days.Length).Select(date => pixel.Values[(date * PixelSeries.Bands) + place])]);
        }

        return series;

        JsonArray Array(int[] numbers) => new([.. (isReversed ? numbers.Reverse() : numbers).Select(number => (JsonNode)number)]);
    }

    private static async Task<JsonObject> RunAsync(JsonObject series, JsonObject? others = null)
    {
        var inputs = others ?? [];
        inputs["series"] = series;
        var spec = new JobSpec { ProcessId = "ccdc", Inputs = inputs };
        var process = new CcdcProcess();
        Assert.Empty(InputCheck.Check(process.Description, spec));
        var job = new JobContext(spec, "", 1, new Silence());
        await process.RunAsync(job, CancellationToken.None);
        return Assert.Single(job.Outputs).Value!.AsObject();
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
