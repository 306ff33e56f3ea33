using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>Which of GDAL's drivers exist in this process, and which of them may open a user's file.</summary>
internal static unsafe class GdalDrivers
{
    /// <summary>
    /// Formats accepted from users. None of them can name another file or address inside itself; VRT, which can, is not among them. GDAL
    /// registers it by itself when a coverage is cut (<see cref="RasterPrograms"/>), which makes no difference to what is opened.
    /// </summary>
    internal static IReadOnlyList<string> ForUserFiles { get; } = ["GTiff", "PNG", "JPEG", "JP2OpenJPEG", "netCDF"];

    /// <summary>
    /// All drivers that are registered; <c>COG</c> only writes, <c>MEM</c> holds pictures that are about to be encoded, <c>Zarr</c> reads
    /// back what this program wrote, and it and <c>HDF5</c> read arrays of observations.
    /// </summary>
    internal static IReadOnlyList<string> Registered { get; } = [.. ForUserFiles, "COG", "MEM", "Zarr", "HDF5"];

    /// <summary>The accepted formats as a user knows them.</summary>
    internal const string Accepted = "GeoTIFF, PNG, JPEG, JPEG 2000 or NetCDF";

    /// <summary>
    /// Vector formats accepted from users, single files that name no other. GeoJSON is not among them: the program reads and writes it itself.
    /// </summary>
    internal static IReadOnlyList<string> ForUserVectors { get; } = ["GPKG", "FlatGeobuf"];

    /// <summary>The accepted vector formats as a user knows them.</summary>
    internal const string AcceptedVectors = "GeoJSON, GeoPackage or FlatGeobuf";

    private static readonly Lazy<bool> Vectors = new(RegisterVectors);

    /// <summary>Registers the vector drivers, which most processes never need. Cheap after the first call.</summary>
    internal static void EnsureVectors() => _ = Vectors.Value;

    /// <summary>
    /// Registers the drivers one by one: unlike GDALAllRegister this looks for no plugins, makes nothing reachable that is not
    /// listed, and takes a tenth of the time. A driver that this GDAL was built without is left out.
    /// </summary>
    internal static void Register(nint library)
    {
        foreach (var name in Registered)
        {
            if (NativeLibrary.TryGetExport(library, $"GDALRegister_{name}", out var register))
            {
                ((delegate* unmanaged<void>)register)();
            }
        }
    }

    private static bool RegisterVectors()
    {
        foreach (var name in (string[])["RegisterOGRGeoPackage", "RegisterOGRFlatGeobuf"])
        {
            if (GdalLibrary.Find(name) is not 0 and var register)
            {
                ((delegate* unmanaged<void>)register)();
            }
        }

        return true;
    }

    internal static string NameOf(nint driver) => Marshal.PtrToStringUTF8(Native.GDALGetDriverShortName(driver)) ?? "";

    internal static nint Get(string name)
    {
        var driver = Native.GDALGetDriverByName(name);
        return driver != 0 ? driver : throw new GdalException($"The installed GDAL has no {name} driver.");
    }
}
