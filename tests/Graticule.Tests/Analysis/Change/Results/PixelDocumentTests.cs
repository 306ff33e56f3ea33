using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Results;
using Graticule.Tests.Analysis.Change.Ccdc;

namespace Graticule.Tests.Analysis.Change.Results;

public sealed class PixelDocumentTests
{
    private const string Python = "/usr/bin/python3";

    [Theory]
    [InlineData(true, "algorithm processing_mask change_models cloud_prob snow_prob water_prob")]
    [InlineData(false, "algorithm processing_mask procedure change_models")]
    public void Members_are_in_the_order_of_pyccd(bool tellsShares, string names)
    {
        var result = new MadeUpPixel(changesAt: 150).Detect();

        var document = JsonNode.Parse(PixelDocument.Text("lcmap-pyccd:1.4.0rc1", tellsShares, new(0, result, Fault: null)))!.AsObject();

        Assert.Equal(names, string.Join(' ', document.Select(member => member.Key)));
        Assert.True(JsonNode.DeepEquals(PyccdDocument.Write("lcmap-pyccd:1.4.0rc1", tellsShares, result), document));
        Assert.Equal(
            "start_day end_day break_day observation_count change_probability curve_qa blue green red nir swir1 swir2 thermal",
            string.Join(' ', document["change_models"]![0]!.AsObject().Select(member => member.Key)));
        Assert.Equal("rmse coefficients intercept magnitude", string.Join(' ', document["change_models"]![0]!["nir"]!.AsObject().Select(member => member.Key)));
    }

    [Fact]
    public void A_text_is_exactly_this()
    {
        var model = new ChangeModel(1, 20, 0, 3, 1, 8, [.. Enumerable.Repeat(new BandModel(1e-5, [-0.0, 0, 1, 2.5, 1e16, 0.1, -3], 7, 0), 7)]);
        var result = new CcdcResult([true, false], [model], CcdcProcedure.PermanentSnow, double.NaN, 0.25, 1);

        const string Band = """{"rmse":1e-05,"coefficients":[-0.0,0.0,1.0,2.5,1e+16,0.1,-3.0],"intercept":7.0,"magnitude":0.0}""";
        const string Models =
            $$"""[{"start_day":1,"end_day":20,"break_day":0,"observation_count":3,"change_probability":1.0,"curve_qa":8,"blue":{{Band}},"green":{{Band}},"red":{{Band}},"nir":{{Band}},"swir1":{{Band}},"swir2":{{Band}},"thermal":{{Band}}}]""";
        Assert.Equal(
            $$"""{"algorithm":"a:1","processing_mask":[1,0],"change_models":{{Models}},"cloud_prob":NaN,"snow_prob":0.25,"water_prob":1.0}""",
            PixelDocument.Text("a:1", tellsShares: true, new(0, result, Fault: null)));
        Assert.Equal(
            $$"""{"algorithm":"a:1","processing_mask":[1,0],"procedure":"permanent_snow_procedure","change_models":{{Models}}}""",
            PixelDocument.Text("a:1", tellsShares: false, new(0, result, Fault: null)));
    }

    [Fact]
    public void A_pixel_without_dates_or_result_has_a_text_too()
    {
        Assert.Equal(
            """{"algorithm":"a","processing_mask":[],"change_models":[],"cloud_prob":0.0,"snow_prob":0.0,"water_prob":0.0}""",
            PixelDocument.Text("a", tellsShares: true, new(0, new([], [], CcdcProcedure.Standard, 0, 0, 0), Fault: null)));
        Assert.Equal("No meaning.", PixelDocument.Text("a", tellsShares: true, new(0, Result: null, "No meaning.")));
        Assert.Equal("0cc175b9c0f1b6a831c399e269772661", PixelDocument.Md5("a"u8));
    }

    [SkippableFact]
    public async Task Python_writes_the_same_text_again()
    {
        Skip.IfNot(File.Exists(Python), "There is no Python.");
        var texts = new MadeUpOutcomes(3).Column(0).Where(pixel => pixel.Result is not null).Select(pixel => PixelDocument.Text("lcmap-pyccd:2018.10.17", tellsShares: true, pixel)).ToList();
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import json, sys\nfor line in sys.stdin: print(json.dumps(json.loads(line), separators=(',', ':')))"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        foreach (var text in texts)
        {
            await process.StandardInput.WriteAsync(text + "\n");
        }

        process.StandardInput.Close();

        Assert.Equal(texts, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
