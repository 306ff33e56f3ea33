using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Tests.Analysis.Change.Ccdc;

/// <summary>The numbers of pyccd, pixel by pixel.</summary>
public sealed class PyccdTests
{
    private static readonly string[] Bands = ["blues", "greens", "reds", "nirs", "swir1s", "swir2s", "thermals"];

    [SkippableFact]
    public void Real_pixels_are_those_of_2018_10_17()
    {
        var pixels = Real();

        AssertSame(pixels.Select(pixel => (pixel.Name, pixel.Series, pixel.Output)), CcdcAlgorithms.V2018);
    }

    [SkippableFact]
    public void Made_up_pixels_are_those_of_2018_10_17() => AssertSame(Synthetic(), CcdcAlgorithms.V2018);

    [SkippableFact]
    public void Pixels_are_those_of_1_4_0rc1()
    {
        var path = SharedData.Find("data/lcmap/outputs_1.4.0rc1.json.gz");
        Skip.If(path is null, SharedData.Absent);
        var outputs = ReferencePixels.Read(path);
        var real = Real().ToDictionary(pixel => pixel.Name, pixel => pixel.Series, StringComparer.Ordinal);
        var synthetic = Synthetic().ToDictionary(pixel => pixel.Name, pixel => pixel.Series, StringComparer.Ordinal);
        var expected = outputs["real"]!.AsArray().Select(one => (Name: (string)one!["source"]!, Series: real[(string)one["source"]!], Output: one["output"]!.AsObject()))
            .Concat(outputs["synthetic"]!.AsArray().Select(one => (Name: one!["pixel_index"]!.ToJsonString(), Series: synthetic[one["pixel_index"]!.ToJsonString()], Output: one["output"]!.AsObject())));

        AssertSame(expected, CcdcAlgorithms.V140);
    }

    private static List<(string Name, ReferencePixels.Pixel Series, JsonObject Output)> Real()
    {
        var path = SharedData.Find("data/lcmap/real_pixels_2018.10.17.json.gz");
        Skip.If(path is null, SharedData.Absent);
        return [.. ReferencePixels.Read(path)["pixels"]!.AsArray().Select(pixel =>
        {
            var input = pixel!["input"]!.AsObject();
            return ((string)pixel["source"]!, ReferencePixels.Of(
                input["dates"]!.Deserialize<int[]>()!, [.. Bands.Select(band => input[band]!.Deserialize<int[]>()!)], input["qas"]!.Deserialize<int[]>()!, (string)pixel["dtypes"]!["thermals"]! == "int16", pixel["params"]!.AsObject()), pixel["output"]!.AsObject());
        })];
    }

    private static List<(string Name, ReferencePixels.Pixel Series, JsonObject Output)> Synthetic()
    {
        var path = SharedData.Find("data/lcmap/synthetic_pixels_2018.10.17.json.gz");
        Skip.If(path is null, SharedData.Absent);
        var document = ReferencePixels.Read(path);
        var dates = document["dates"]!.Deserialize<int[]>()!;
        return [.. document["pixels"]!.AsArray().Select(pixel => (
            pixel!["pixel_index"]!.ToJsonString(), ReferencePixels.Of(dates, pixel["bands"]!.Deserialize<int[][]>()!, pixel["qas"]!.Deserialize<int[]>()!, wraps: true), pixel["output"]!.AsObject()))];
    }

    private static void AssertSame(IEnumerable<(string Name, ReferencePixels.Pixel Series, JsonObject Output)> pixels, string algorithm)
    {
        var all = pixels.ToList();

        var different = all.AsParallel().Select(pixel => (pixel.Name, Difference: ReferencePixels.Compare(pixel.Output, pixel.Series.Detect(CcdcAlgorithms.All[algorithm]))))
            .Where(pixel => pixel.Difference.Length > 0).ToList();

        Assert.True(all.Count > 0 && different.Count == 0, $"{different.Count} of {all.Count}: " + string.Join('\n', different.Take(20)));
    }
}
