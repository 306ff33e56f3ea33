using System.Diagnostics;
using Graticule.Server.Maps;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graticule.Tests.Server.Maps;

/// <summary>Other programs' reading of our maps; a test is skipped where they are not installed.</summary>
internal static class MapProgram
{
    private const string Python = "/usr/bin/python3";

    /// <summary>A renderer as the server has it: GDAL in a process of its own.</summary>
    public static RenderClient StartRenderer() => new(
        new() { Program = Path.Combine(AppContext.BaseDirectory, "graticule") }, TimeProvider.System, NullLogger<RenderClient>.Instance);

    /// <summary>Writes GeoTIFFs of an asymmetrical pattern: sample = (317 row + 13 column + 7 band) mod 60000, nodata 0.</summary>
    public static async Task MakeAsync(string path, int width, int height, string place, int epsg, int bands) => await RunAsync($"""
        from osgeo import gdal, osr
        import numpy as np
        d = gdal.GetDriverByName('GTiff').Create('{path}', {width}, {height}, {bands}, gdal.GDT_UInt16, ['TILED=YES', 'BLOCKXSIZE=256', 'BLOCKYSIZE=256'])
        if {epsg}:
            d.SetGeoTransform({place})
            s = osr.SpatialReference(); s.ImportFromEPSG({epsg}); d.SetProjection(s.ExportToWkt())
        r, c = np.mgrid[0:{height}, 0:{width}]
        for b in range({bands}):
            d.GetRasterBand(b + 1).WriteArray((r * 317 + c * 13 + (b + 1) * 7) % 60000)
            d.GetRasterBand(b + 1).SetNoDataValue(0)
        d = None
        """);

    /// <summary>Runs lines of Python and gives what they print.</summary>
    public static async Task<string> RunAsync(string script)
    {
        Skip.IfNot(File.Exists(Python) && Directory.Exists("/usr/lib/python3/dist-packages/osgeo"), "python3-gdal is not installed.");
        var start = new ProcessStartInfo(Python, ["-c", "from osgeo import gdal\ngdal.UseExceptions()\n" + script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        // GDAL's WCS driver keeps what it read; a test reads anew.
        using var cache = new Graticule.Tests.Jobs.Storage.TemporaryFolder();
        start.Environment["HOME"] = cache.Path;
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, said[1]);
        return said[0].Trim();
    }
}
