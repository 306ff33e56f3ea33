using System.Diagnostics;

namespace Graticule.Tests.Raster.Cubes;

/// <summary>GDAL's programs as independent witnesses.</summary>
internal static class GdalTool
{
    internal static void Need(string program) => Skip.IfNot(File.Exists("/usr/bin/" + program), $"{program} (package gdal-bin) is not installed");

    internal static async Task<string> RunAsync(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/" + program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} failed: {string.Concat(said)}");
        return said[0];
    }
}
