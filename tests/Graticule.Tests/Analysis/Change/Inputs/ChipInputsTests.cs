using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Inputs;
using Graticule.Jobs;
using Graticule.Jobs.Inputs;
using Graticule.Raster.Ard;
using Graticule.Tests.Raster.Ard;
using Graticule.Tests.Server.Dialects.Lcmap.Chipmunk;

namespace Graticule.Tests.Analysis.Change.Inputs;

public sealed class ChipInputsTests(ChipService service) : IClassFixture<ChipService>
{
    private const string Own = "/lcmap/chips?acquired=1982-01-01/2018-01-01";
    private const int X = -1812585;
    private const int Y = 2861805;

    private ChipInputSettings Settings => new(
        service.Folder.IndexFolder, Directory.CreateDirectory(Path.Combine(service.Folder.Root, "work", Guid.NewGuid().ToString("N"))).FullName, 2,
        new() { PrivateHosts = [HostRule.Parse($"127.0.0.1:{service.Port}")] });

    [Fact]
    public async Task Files_give_what_GDAL_reads_of_them()
    {
        var chip = await ChipInputs.ReadAsync(Own, X, Y, Settings, CancellationToken.None);

        var files = Directory.EnumerateFiles(service.Folder.Files, "*_PIXELQA.tif").OrderBy(path => ArdName.Parse(Path.GetFileName(path))!.Acquired).ToArray();
        Assert.Equal(ArdFolder.Dates, chip.Days.Length);
        Assert.Empty(chip.Notes);
        var (values, qa) = Gather(chip);
        for (var date = 0; date < files.Length; date++)
        {
            var name = ArdName.Parse(Path.GetFileName(files[date]))!;
            Assert.Equal(name.Acquired.DayNumber + 1, chip.Days[date]);
            var quality = ArdFolder.ReadByGdal(files[date], 100, 100, 100, 100);
            foreach (var layer in ArdLayers.Inputs.Where(layer => layer.Sensor == name.Sensor))
            {
                var expected = layer.Band == ChipBand.Quality ? quality : ArdFolder.ReadByGdal(Path.Combine(service.Folder.Files, (name with { Product = layer.Product }).FileName), 100, 100, 100, 100);
                for (var pixel = 0; pixel < 10_000; pixel += 617)
                {
                    Assert.Equal(layer.Band == ChipBand.Quality ? expected[pixel] : (short)expected[pixel], layer.Band == ChipBand.Quality
                        ? qa[(pixel * files.Length) + date]
                        : values[(((pixel * files.Length) + date) * PixelSeries.Bands) + (int)layer.Band!.Value]);
                }
            }
        }
    }

    [Theory]
    [InlineData("/lcmap/chips?acquired=1982-01-01/2018-01-01")]
    [InlineData("/lcmap/landsat/chips?acquired=1982-01-01/2018-01-01")]
    [InlineData("/lcmap/landsat/chips?acquired=1982-01-01/2018-01-01&ubid=LANDSAT_7/ETM/SRB1&ubid=LANDSAT_7/ETM/SRB2&ubid=LANDSAT_7/ETM/SRB3&ubid=LANDSAT_7/ETM/SRB4&ubid=LANDSAT_7/ETM/SRB5&ubid=LANDSAT_7/ETM/SRB7&ubid=LANDSAT_7/ETM/BTB6&ubid=LANDSAT_7/ETM/PIXELQA")]
    public async Task A_service_gives_the_same_as_the_files(string path)
    {
        var local = await ChipInputs.ReadAsync(path, X, Y, Settings, CancellationToken.None);
        var remote = await ChipInputs.ReadAsync(service.Address + path, X, Y, Settings, CancellationToken.None);

        Assert.Equal(local.Days, remote.Days);
        var (one, other) = (Gather(local), Gather(remote));
        Assert.Equal(one.Values, other.Values);
        Assert.Equal(one.Qa, other.Qa);
    }

    [Fact]
    public async Task Hosts_that_may_not_be_asked_are_not()
    {
        var refused = await Assert.ThrowsAsync<ProblemException>(() => ChipInputs.ReadAsync(service.Address + Own, X, Y, Settings with { Fetch = new() }, CancellationToken.None));

        Assert.Equal(ProblemKind.Forbidden, refused.Problem.Kind);
    }

    [Fact]
    public async Task A_policy_reaches_a_worker_as_it_is()
    {
        var text = ChipInputSettings.Write("/index", Settings.Fetch with { MaxBytes = 12345, Hosts = [HostRule.Parse("*.example.org")], Mirrors = [new("https://a.example.org/", "http://b/")] });
        var read = ChipInputSettings.Read((System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(text.ToJsonString())!, "/work", 2);

        Assert.Equal("/index", read.IndexFolder);
        Assert.Equal(12345, read.Fetch.MaxBytes);
        Assert.NotNull(read.Fetch.Refuse(new("http://example.com/")));
        Assert.Null(read.Fetch.Refuse(new("http://x.example.org/")));
        Assert.Equal("http://b/c", read.Fetch.Locate(new("https://a.example.org/c")).AbsoluteUri);
        Assert.True(read.Fetch.Allows("127.0.0.1", System.Net.IPAddress.Loopback, service.Port));
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData("nothing at all", "list of chips")]
    [InlineData("""{"errors":["no such layer"]}""", "list of chips")]
    [InlineData("""[{"x":-1812585,"y":2861805,"acquired":"2013-01-01T00:00:00Z","data":"AAAA"}]""", "20000 bytes")]
    [InlineData("""[{"x":0,"y":2861805,"acquired":"2013-01-01T00:00:00Z","data":"AAAA"}]""", "grid")]
    [InlineData("""[{"x":-1812585,"y":2861805,"acquired":17,"data":"AAAA"}]""", "list of chips")]
    [InlineData("[7]", "list of chips")]
    public async Task Answers_that_are_none_are_refused_with_the_reason(string answer, string word)
    {
        service.BadAnswer = answer;

        var refused = await Assert.ThrowsAsync<ProblemException>(() => ChipInputs.ReadAsync($"{service.Address}/bad/chips?ubid=LC08_SRB2", X, Y, Settings, CancellationToken.None));

        Assert.Contains(word, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looks_that_lack_a_band_are_zero_or_refused()
    {
        const string WithoutQuality = "/lcmap/chips?ubid=LE07_SRB1&ubid=LE07_SRB2";
        var chip = await ChipInputs.ReadAsync(WithoutQuality, X, Y, Settings, CancellationToken.None);

        Assert.Contains("lack", Assert.Single(chip.Notes), StringComparison.Ordinal);
        Assert.All(Gather(chip).Qa, code => Assert.Equal(0, code));
        var refused = await Assert.ThrowsAsync<ProblemException>(() => ChipInputs.ReadAsync(WithoutQuality, X, Y, Settings with { Missing = MissingLooks.Refused }, CancellationToken.None));
        Assert.Contains("LE07 on 2011", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chip_that_nobody_saw_and_a_layer_that_nobody_knows_are_told()
    {
        var nothing = await Assert.ThrowsAsync<ProblemException>(() => ChipInputs.ReadAsync(Own, X + 30_000, Y, Settings, CancellationToken.None));
        var unknown = await Assert.ThrowsAsync<ProblemException>(() => ChipInputs.ReadAsync("/lcmap/chips?ubid=MODIS_B1", X, Y, Settings, CancellationToken.None));

        Assert.Equal(ProblemKind.NotFound, nothing.Problem.Kind);
        Assert.Contains("MODIS_B1", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_cannot_be_read_any_more_are_named()
    {
        using ArdFolder folder = new();
        var damaged = folder.First("LE07*_SRB5.tif");
        using (var file = File.OpenWrite(damaged))
        {
            file.SetLength(700);
        }

        var refused = await Assert.ThrowsAsync<ProblemException>(() => ChipInputs.ReadAsync(Own, X, Y, Settings with { IndexFolder = folder.IndexFolder }, CancellationToken.None));

        Assert.Contains(Path.GetFileName(damaged), refused.Message, StringComparison.Ordinal);
    }

    private static (int[] Values, int[] Qa) Gather(ChipObservations chip)
    {
        var values = new int[10_000 * chip.Days.Length * PixelSeries.Bands];
        var qa = new int[10_000 * chip.Days.Length];
        chip.Series.Gather(0, 10_000, values, qa);
        return (values, qa);
    }
}
