using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>Which of GDAL's drivers exist in this process, and which of them may open a user's file.</summary>
internal static class GdalDrivers
{
    /// <summary>
    /// Formats accepted from users. None of them can name another file or address inside itself; VRT, which can, is not even
    /// registered.
    /// </summary>
    internal static IReadOnlyList<string> ForUserFiles { get; } = ["GTiff", "PNG", "JPEG", "JP2OpenJPEG", "netCDF"];

    /// <summary>Drivers left in GDAL after start; <c>COG</c> only writes, <c>MEM</c> holds small images on their way out.</summary>
    internal static IReadOnlyList<string> Registered { get; } = [.. ForUserFiles, "COG", "MEM"];

    /// <summary>The accepted formats as a user knows them.</summary>
    internal const string Accepted = "GeoTIFF, PNG, JPEG, JPEG 2000 or NetCDF";

    internal static void KeepOnlyRegistered()
    {
        var drivers = Enumerable.Range(0, Native.GDALGetDriverCount()).Select(Native.GDALGetDriver).ToList();
        foreach (var driver in drivers)
        {
            if (!Registered.Contains(NameOf(driver), StringComparer.Ordinal))
            {
                Native.GDALDeregisterDriver(driver);
            }
        }
    }

    internal static string NameOf(nint driver) => Marshal.PtrToStringUTF8(Native.GDALGetDriverShortName(driver)) ?? "";

    internal static nint Get(string name)
    {
        var driver = Native.GDALGetDriverByName(name);
        return driver != 0 ? driver : throw new GdalException($"The installed GDAL has no {name} driver.");
    }
}
