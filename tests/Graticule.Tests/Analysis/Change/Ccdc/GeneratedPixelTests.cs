using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Tests.Analysis.Change.Ccdc.Plain;

namespace Graticule.Tests.Analysis.Change.Ccdc;

/// <summary>Pixels of the project's own generator, compared with what is stored and with the plain writing of the algorithm: both are always there.</summary>
public sealed class GeneratedPixelTests
{
    /// <summary>Where to write what is stored, made by the plain writing alone; otherwise nothing is written.</summary>
    private const string Variable = "GRATICULE_GENERATED_PIXELS";

    private static readonly string[] Bands = ["blues", "greens", "reds", "nirs", "swir1s", "swir2s", "thermals"];

    [Fact]
    public void Generated_pixels_are_those_that_are_stored()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } path)
        {
            File.WriteAllText(path, new JsonArray([.. Enumerable.Range(0, GeneratedPixel.Count).Select(number => Plainly(new(number)))]).ToJsonString());
        }

        var stored = JsonNode.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "generated_pixels.json")))!.AsArray();

        Assert.Equal(GeneratedPixel.Count, stored.Count);
        Assert.All(stored, (one, number) => Assert.Equal("", ReferencePixels.Compare(one!.AsObject(), new GeneratedPixel(number).Detect())));
        Assert.Contains(stored, one => one!["change_models"]!.AsArray().Any(model => (double)model!["change_probability"]! == 1));
        foreach (var code in (int[])[4, 6, 8, 14, 24, 44, 54])
        {
            Assert.Contains(stored, one => one!["change_models"]!.AsArray().Any(model => (int)model!["curve_qa"]! == code));
        }
    }

    [Fact]
    public void Other_generated_pixels_are_as_the_plain_writing_has_them() => Assert.All(
        Enumerable.Range(1000, 16), number => Assert.Equal("", ReferencePixels.Compare(Plainly(new(number)), new GeneratedPixel(number).Detect())));

    /// <summary>The plain writing itself against pyccd's numbers: what it says of generated pixels is worth as much.</summary>
    [SkippableTheory]
    [InlineData("data/lcmap/real_pixels_2018.10.17.json.gz", 1)]
    [InlineData("data/lcmap/synthetic_pixels_2018.10.17.json.gz", 20)]
    public void The_plain_writing_has_the_numbers_of_pyccd(string file, int step)
    {
        var path = SharedData.Find(file);
        Skip.If(path is null, SharedData.Absent);
        var document = ReferencePixels.Read(path);
        var pixels = document["pixels"]!.AsArray().Where((_, i) => i % step == 0).ToList();

        Assert.NotEmpty(pixels);
        foreach (var pixel in pixels)
        {
            var input = pixel!["input"]?.AsObject() ?? pixel.AsObject();
            var isBits = !(pixel["params"]?.AsObject().ContainsKey("QA_BITPACKED") ?? false);
            var bands = input["bands"]?.Deserialize<int[][]>() ?? [.. Bands.Select(band => input[band]!.Deserialize<int[]>()!)];
            var wraps = pixel["dtypes"] is null || (string?)pixel["dtypes"]!["thermals"] == "int16";
            var series = ReferencePixels.Of((input["dates"] ?? document["dates"]).Deserialize<int[]>()!, bands, input["qas"]!.Deserialize<int[]>()!, wraps, pixel["params"] as JsonObject);
            var (models, mask) = PlainCcdc.Detect(series.Days, series.Values, series.Qa, wraps, isBits);

            Assert.Equal("", ReferencePixels.Compare(pixel["output"]!.AsObject(), WithSharesOf(pixel["output"]!.AsObject(), models, mask)));
        }
    }

    private static JsonObject Plainly(GeneratedPixel pixel)
    {
        var (models, mask) = PlainCcdc.Detect(pixel.Days, pixel.Values, pixel.Qa);
        var document = PyccdDocument.Write("", tellsShares: true, new(mask, models, CcdcProcedure.Standard, 0, 0, 0));
        foreach (var name in (string[])["algorithm", "cloud_prob", "snow_prob", "water_prob"])
        {
            document.Remove(name);
        }

        return JsonNode.Parse(document.ToJsonString())!.AsObject();
    }

    private static CcdcResult WithSharesOf(JsonObject output, IReadOnlyList<ChangeModel> models, bool[] mask)
    {
        double[] shares = [.. new[] { "cloud_prob", "snow_prob", "water_prob" }.Select(name => output[name]!.GetValueKind() == JsonValueKind.Number ? (double)output[name]! : double.NaN)];
        return new(mask, models, CcdcProcedure.Standard, shares[0], shares[1], shares[2]);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
