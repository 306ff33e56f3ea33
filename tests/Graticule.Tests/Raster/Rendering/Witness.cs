using System.Diagnostics;

namespace Graticule.Tests.Raster.Rendering;

/// <summary>GDAL's own programs, as an independent opinion. A test is skipped where they are not installed.</summary>
internal static class Witness
{
    public static string Run(string program, params string[] arguments)
    {
        var path = $"/usr/bin/{program}";
        Skip.IfNot(File.Exists(path), $"{program} is not installed (Debian: gdal-bin)");
        using var running = Process.Start(new ProcessStartInfo(path, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = running.StandardOutput.ReadToEnd();
        running.WaitForExit();
        Assert.True(running.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {running.ExitCode}");
        return output;
    }
}
