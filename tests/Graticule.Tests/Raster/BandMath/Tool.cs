using System.Diagnostics;

namespace Graticule.Tests.Raster.BandMath;

/// <summary>Other programs that compute the same, as independent witnesses.</summary>
internal static class Tool
{
    private const string Otb = "/usr/bin/otbcli_BandMath";
    private const string GdalCalc = "/usr/bin/gdal_calc.py";
    private const string Python = "/usr/bin/python3";

    internal static void NeedOtb() => Skip.IfNot(File.Exists(Otb), "otbcli_BandMath (package otb-bin) is not installed");

    internal static void NeedGdalCalc() => Skip.IfNot(File.Exists(GdalCalc), "gdal_calc.py (package python3-gdal) is not installed");

    /// <summary>Computes with OTB; the type is OTB's word for it, such as <c>uint8</c>.</summary>
    internal static async Task<double[]> RunOtbAsync(IEnumerable<string> images, string expression, string type, string output)
    {
        await RunAsync(Otb, ["-il", .. images, "-exp", expression, "-out", output, type]);
        return TestRaster.Read(output);
    }

    /// <summary>Computes with GDAL's calculator, whose variables A and B are the first two bands of the image.</summary>
    internal static async Task<double[]> RunGdalCalcAsync(string image, string expression, string output)
    {
        await RunAsync(Python, [
            GdalCalc, "--quiet", "-A", image, "--A_band=1", "-B", image, "--B_band=2",
            "--calc", expression, "--type=Float32", "--outfile", output,
        ]);
        return TestRaster.Read(output);
    }

    private static async Task RunAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} failed: {string.Concat(said)}");
    }
}
