using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Analysis;

/// <summary>GDAL's own programs, as an independent opinion on rasters. A test is skipped where they are not installed.</summary>
internal static class Gdal
{
    /// <summary>What <c>gdalinfo -json</c> says of a file.</summary>
    public static JsonNode Info(string path, params string[] options) =>
        JsonNode.Parse(Run("gdalinfo", ["-json", .. options, path]))!;

    /// <summary>Least, largest and mean value and standard deviation of the first band, computed from all pixels.</summary>
    public static (double Min, double Max, double Mean, double Deviation) Statistics(string path)
    {
        // The figures beside the metadata are rounded to three places.
        var figures = Info(path, "-stats")["bands"]![0]!["metadata"]![string.Empty]!;
        return (Number("MINIMUM"), Number("MAXIMUM"), Number("MEAN"), Number("STDDEV"));

        double Number(string name) => double.Parse(figures[$"STATISTICS_{name}"]!.ToString(), CultureInfo.InvariantCulture);
    }

    /// <summary>Runs GDAL's raster calculator; A and B are bands of the same file.</summary>
    public static void Calculate(string formula, string image, int bandA, int bandB, string output) => Run(
        "gdal_calc.py",
        [
            "-A", image, $"--A_band={bandA}", "-B", image, $"--B_band={bandB}", $"--calc={formula}", "--type=Float32",
            $"--outfile={output}", "--quiet",
        ]);

    /// <summary>The image with another number of columns and rows, by nearest pixels.</summary>
    public static void Resize(string image, int width, int height, string output) => Run(
        "gdal_translate", ["-q", "-co", "COMPRESS=DEFLATE", "-outsize", $"{width}", $"{height}", image, output]);

    private static string Run(string program, IEnumerable<string> arguments)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':')
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        Skip.If(path is null, $"{program} is not installed (Debian: gdal-bin, python3-gdal).");
        using var running = Process.Start(new ProcessStartInfo(path, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = running.StandardOutput.ReadToEnd();
        running.WaitForExit();
        Assert.Equal(0, running.ExitCode);
        return output;
    }
}
