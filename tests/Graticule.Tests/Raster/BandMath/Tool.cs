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
    internal static double[] RunOtb(IEnumerable<string> images, string expression, string type, string output)
    {
        Run(Otb, ["-il", .. images, "-exp", expression, "-out", output, type]);
        return TestRaster.Read(output);
    }

    /// <summary>Computes with GDAL's calculator, whose variables A and B are the first two bands of the image.</summary>
    internal static double[] RunGdalCalc(string image, string expression, string output)
    {
        Run(Python, [GdalCalc, "--quiet", "--overwrite", "-A", image, "--A_band=1", "-B", image, "--B_band=2", "--calc", expression, "--type=Float32", "--outfile", output]);
        return TestRaster.Read(output);
    }

    private static void Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} failed: {said}{errors.GetAwaiter().GetResult()}");
    }
}
