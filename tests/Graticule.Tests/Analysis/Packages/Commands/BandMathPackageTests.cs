using System.Text.Json.Nodes;
using Graticule.Analysis.Packages;
using Graticule.Raster.Pixels;
using Graticule.Tests.Analysis.Packages.Containers;
using Graticule.Tests.Raster;

namespace Graticule.Tests.Analysis.Packages.Commands;

/// <summary>The Orfeo ToolBox in a SIF image, as a deployed package.</summary>
public sealed class BandMathPackageTests : IDisposable
{
    private readonly CommandJob _job = new() { MemoryMiB = 2048 };

    public void Dispose() => _job.Dispose();

    [SkippableTheory]
    [InlineData(ContainerProgram.Bubblewrap)]
    [InlineData(ContainerProgram.Podman)]
    public async Task It_computes_what_the_formula_says(ContainerProgram program)
    {
        await UseAsync(program);
        var (first, second) = (Image("inputs/il-0.tif", 3), Image("inputs/il-1.tif", 7));

        await _job.RunAsync(BandMathPackage.Content(), Inputs());

        Assert.Equal("image/tiff", Assert.Single(_job.Outputs).MediaType);
        var expected = first.Zip(second, (a, b) => (double)(float)((a * 2) + b));
        Assert.Equal(expected, TestRaster.Read(_job.FileOf("out")));
        Assert.Contains(_job.Lines, line => line.Contains("runs without it", StringComparison.Ordinal));
        var step = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_job.Folder, "steps.json")))!.AsArray()[0]!;
        var command = string.Join('|', step["command"]!.AsArray().Select(word => word!.ToString()));
        Assert.Matches(
            @"^/opt/otbtf/bin/otbcli_BandMath\|-il\|/job/inputs/il-0\.tif\|/job/inputs/il-1\.tif\|-ram\|128\|-exp\|im1b1 \* 2 \+ im2b1\|-out\|/job/out/output_BandMath_out_[0-9a-f-]{36}\.tif\|float$",
            command);
    }

    [SkippableFact]
    public async Task A_picture_is_made_of_its_numbers_when_one_is_wanted()
    {
        await UseAsync(ContainerProgram.Bubblewrap);
        Image("inputs/il-0.tif", 3);
        Image("inputs/il-1.tif", 7);

        await _job.RunAsync(BandMathPackage.Content(), Inputs(), new() { ["out"] = "image/png" });

        Assert.Equal("image/png", Assert.Single(_job.Outputs).MediaType);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], (await File.ReadAllBytesAsync(_job.FileOf("out"))).Take(4));
    }

    [SkippableFact]
    public async Task What_the_tool_complains_of_reaches_the_caller()
    {
        await UseAsync(ContainerProgram.Bubblewrap);
        Image("inputs/il-0.tif", 3);
        Image("inputs/il-1.tif", 7);
        var inputs = Inputs();
        inputs["exp"] = "im1b1 +* 2";

        var problem = await _job.FailAsync(BandMathPackage.Content(), inputs);

        Assert.StartsWith("The step 'BandMath' failed with exit code 1. Command: /opt/otbtf/bin/otbcli_BandMath -il", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Unexpected operator", problem.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static JsonObject Inputs() => new()
    {
        ["il"] = new JsonArray("inputs/il-0.tif", "inputs/il-1.tif"),
        ["exp"] = "im1b1 * 2 + im2b1",
        ["ram"] = 128,
    };

    private async Task UseAsync(ContainerProgram program)
    {
        TestImages.Need(program == ContainerProgram.Podman ? "podman" : "bwrap");
        await TestImages.FolderWithOtbAsync();
        _job.Site = _job.Site with { Containers = program, MaxMemoryMiB = 1024 };
        Directory.CreateDirectory(Path.Combine(_job.Folder, "inputs"));
    }

    private double[] Image(string name, int seed)
    {
        var values = Enumerable.Range(0, 64 * 48).Select(i => (double)(i * seed % 1000)).ToArray();
        using var raster = new TestRaster();
        File.Copy(raster.Write("image.tif", 64, PixelType.UInt16, noData: null, values), Path.Combine(_job.Folder, name));
        return values;
    }
}
