using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Chips;
using Graticule.Analysis.Change.Inputs;
using Graticule.Analysis.Change.Results;
using Graticule.Jobs;
using Graticule.Raster.Tables;

namespace Graticule.Tests.Analysis.Change.Chips;

public sealed class CcdcChipProcessTests : IDisposable
{
    private const string Inputs = """{"chipX": -1815585, "chipY": 2864805, "source": "/lcmap/chips"}""";

    private static readonly MadeUpChip Chip = new();
    private static readonly DateTimeOffset Now = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    private readonly QuietJob _job = new();

    public void Dispose() => _job.Dispose();

    [Fact]
    public async Task A_chip_gives_a_file_with_the_result_of_each_pixel_or_why_there_is_none()
    {
        var outputs = await _job.RunAsync(Process(), Inputs);

        Assert.Equal(["chip", "counts"], outputs.Select(output => output.Name));
        Assert.Equal("""{"ok":9900,"failed":100,"dates":60}""", outputs[1].Value!.ToJsonString());
        var file = ChipFile.Read(Path.Combine(_job.Folder, outputs[0].FileKey!));
        Assert.Equal((9900, 100, Now), (file.Header.Ok, file.Header.Failed, file.Header.Produced));
        Assert.Equal(new ChipKey(CcdcAlgorithms.V2018, -1_815_585, 2_864_805), file.Header.Key);
        Assert.Equal(Chip.Observations.Days, file.Header.Days);
        Assert.Equal(32, file.Header.InputsMd5.Length);
        var pixels = file.Strips.SelectMany(strip => StripCodec.Decode(strip)).ToList();
        Assert.Equal(10_000, pixels.DistinctBy(pixel => pixel.Pixel).Count());
        Assert.All(pixels.Where(pixel => pixel.Pixel % 997 == 0 && pixel.Result is not null), pixel => AssertSame(Chip.Detect(pixel.Pixel), pixel.Result!));
        Assert.All(pixels, pixel => Assert.Equal(pixel.Pixel % 100 == MadeUpChip.FailedColumn, pixel.Fault?.Contains("quality 0", StringComparison.Ordinal) ?? false));
        Assert.Contains(1.0, _job.Shares);
        Assert.Contains("One file was left out.", _job.Lines);
    }

    [Fact]
    public async Task Failed_pixels_are_computed_alone_and_put_in_their_places()
    {
        var first = await FileAsync(Inputs);

        var again = await FileAsync("""{"chipX": -1815585, "chipY": 2864805, "source": "/lcmap/chips", "pixels": [9903, 204, 3, 204]}""");

        Assert.Equal((1, 2), (again.Header.Ok, again.Header.Failed));
        Assert.Equal(first.Header.InputsMd5, again.Header.InputsMd5);
        Assert.Equal([3, 4], again.Strips.Select(strip => StripCodec.Summary(strip).Column));
        Assert.Equal([9903, 3], StripCodec.Decode(again.Strips[0]).Select(pixel => pixel.Pixel));
        AssertSame(Chip.Detect(204), Assert.Single(StripCodec.Decode(again.Strips[1])).Result!);
    }

    [Fact]
    public async Task Parameters_and_the_early_version_are_heeded()
    {
        var file = await FileAsync(
            """{"chipX": -1815585, "chipY": 2864805, "source": "/lcmap/chips", "algorithm": "lcmap-pyccd:1.4.0rc1", "parameters": {"CHANGE_THRESHOLD": 1e9, "OUTLIER_THRESHOLD": 1e9}, "pixels": [0]}""");

        Assert.False(file.Header.TellsShares);
        Assert.Single(StripCodec.Decode(file.Strips[0])[0].Result!.Models);
    }

    [Fact]
    public async Task The_segments_are_a_table_where_it_is_asked_for()
    {
        var outputs = await _job.RunAsync(Process(), Inputs.Replace("}", """, "pixels": [0, 1, 3]}""", StringComparison.Ordinal), outputs: ["segments", "chip", "image"]);

        Assert.True(new FileInfo(Path.Combine(_job.Folder, outputs.Single(output => output.Name == "image").FileKey!)).Length > 0);
        var table = ParquetTable.Open(Path.Combine(_job.Folder, outputs.Single(output => output.Name == "segments").FileKey!));
        using (table)
        {
            List<ChangeModel> models = [.. Chip.Detect(0).Models, .. Chip.Detect(1).Models];
            Assert.Equal(models.Count + 1, table.RowsOf(0));
            Assert.Equal(models.Select(model => Day(model.BreakDay)).Append(null), table.ReadTexts(0, table.Find("bday")!));
            Assert.Equal(-1_815_585, table.ReadNumbers(0, table.Find("px")!)[0]);
            Assert.Equal(models[0].Bands[3].Coefficients[2], table.ReadNumbers(0, table.Find("nicoef3")!)[0], 1e-8);
            Assert.Contains("quality 0", table.ReadTexts(0, table.Find("fault")!)[^1], StringComparison.Ordinal);
        }

        static string? Day(int day) => DateOnly.FromDayNumber(day - 1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_chip_without_observations_is_a_problem_that_names_it()
    {
        var nothing = new CcdcChipProcess(TimeProvider.System, (_, _, _, _, _) => Task.FromResult(new ChipObservations([], new([[], [], [], [], [], [], []], []), [])));

        var problem = await Assert.ThrowsAsync<ProblemException>(() => _job.RunAsync(nothing, Inputs));

        Assert.Equal(ProblemKind.NotFound, problem.Problem.Kind);
        Assert.Contains("no observations of the chip (-1815585, 2864805) in '/lcmap/chips'", problem.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_job.Folder));
    }

    [Fact]
    public async Task A_job_that_is_cancelled_leaves_no_file()
    {
        using CancellationTokenSource stop = new();
        var process = new CcdcChipProcess(TimeProvider.System, async (_, _, _, _, _) =>
        {
            await stop.CancelAsync();
            return Chip.Observations;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _job.RunAsync(process, Inputs, cancellationToken: stop.Token));

        Assert.Empty(Directory.EnumerateFiles(_job.Folder));
    }

    [Theory]
    [InlineData("""{"chipX": -1815584, "chipY": 2864805, "source": "/lcmap/chips"}""", "(-1815584, 2864805) is not the upper left corner of a chip")]
    [InlineData("""{"chipX": -1815585, "chipY": 2864805, "source": "ftp://somewhere"}""", "no address of chips")]
    [InlineData("""{"chipX": -1815585, "chipY": 2864805, "source": "/chips?acquired=1990"}""", "no interval")]
    [InlineData("""{"chipX": -1815585, "chipY": 2864805, "source": "/chips", "parameters": {"PEEK": 6}}""", "no parameter 'PEEK'")]
    public void What_cannot_be_computed_is_told_before_the_job_is_made(string inputs, string message)
    {
        var fault = Assert.Single(Process().Check(new() { ProcessId = "ccdc-chip", Inputs = System.Text.Json.Nodes.JsonNode.Parse(inputs)!.AsObject() }));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    private static CcdcChipProcess Process() => new(new FixedClock(), (_, _, _, _, _) => Task.FromResult(Chip.Observations));

    private static void AssertSame(CcdcResult expected, CcdcResult found)
    {
        Assert.Equal(expected.ProcessingMask, found.ProcessingMask);
        Assert.Equal(expected.Models.Select(model => (model.StartDay, model.EndDay, model.BreakDay, model.CurveQa)), found.Models.Select(model => (model.StartDay, model.EndDay, model.BreakDay, model.CurveQa)));
        Assert.All(
            expected.Models.SelectMany(model => model.Bands).Zip(found.Models.SelectMany(model => model.Bands)),
            pair => Assert.Equal(pair.First.Intercept, pair.Second.Intercept, Math.Abs(pair.First.Intercept) * 1e-11));
    }

    private async Task<ChipFile> FileAsync(string inputs) => ChipFile.Read(Path.Combine(_job.Folder, (await _job.RunAsync(Process(), inputs))[0].FileKey!));

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
