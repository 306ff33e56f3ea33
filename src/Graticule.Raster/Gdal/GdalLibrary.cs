using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>
/// The loaded GDAL: found once, with no drivers but those in <see cref="GdalDrivers.Registered"/>, and told to look at no
/// file but the one it is asked to open.
/// </summary>
public static class GdalLibrary
{
    private const int OldestVersion = 31;
    private const int NewestVersion = 40;
    private const int PreferredVersion = 32;

    private static readonly Lazy<string> Loaded = new(Load);

    private static nint _library;

    /// <summary>GDAL's release, such as <c>3.6.2</c>.</summary>
    /// <exception cref="GdalException">No GDAL library is installed.</exception>
    public static string Version => Loaded.Value;

    /// <summary>Loads and configures GDAL if that has not been done. Cheap after the first call; safe from any thread.</summary>
    /// <exception cref="GdalException">No GDAL library is installed.</exception>
    public static void EnsureReady() => _ = Loaded.Value;

    /// <summary>Address of a function that is not called by its declaration.</summary>
    /// <returns>0 if this GDAL has none of that name.</returns>
    internal static nint Find(string function)
    {
        EnsureReady();
        return NativeLibrary.TryGetExport(_library, function, out var address) ? address : 0;
    }

    /// <summary>Sets the size of GDAL's block cache, which all datasets of the process share.</summary>
    internal static void SetCache(long bytes)
    {
        EnsureReady();
        Native.GDALSetCacheMax64(bytes);
    }

    private static string Load()
    {
        var library = _library = Find();
        NativeLibrary.SetDllImportResolver(typeof(GdalLibrary).Assembly, (name, _, _) => name == Native.Library ? library : 0);
        Configure();
        GdalErrors.Install();
        GdalDrivers.Register(library);
        return Marshal.PtrToStringUTF8(Native.GDALVersionInfo("RELEASE_NAME"))!;
    }

    private static nint Find()
    {
        var versions = Enumerable.Range(OldestVersion, NewestVersion - OldestVersion + 1).OrderBy(v => v == PreferredVersion ? 0 : 1);
        foreach (var candidate in versions.Select(v => $"libgdal.so.{v}").Append("libgdal.so"))
        {
            if (NativeLibrary.TryLoad(candidate, out var handle))
            {
                return handle;
            }
        }

        throw new GdalException("The GDAL library is not installed; on Debian: apt-get install libgdal32");
    }

    /// <summary>
    /// Options that keep GDAL to the one file it was given: no folder listing (.ovr, .msk, .tfw and other companions), no
    /// .aux.xml read or written, no fetching over the network.
    /// </summary>
    private static void Configure()
    {
        Native.CPLSetConfigOption("GDAL_DRIVER_PATH", "disable");
        Native.CPLSetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR");
        Native.CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
        Native.CPLSetConfigOption("GDAL_GEOREF_SOURCES", "INTERNAL");
        Native.CPLSetConfigOption("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", ".none");
        Native.CPLSetConfigOption("PROJ_NETWORK", "OFF");

        // HDF5, below netCDF, locks files: on shared file systems that cannot it fails, and a process that is being started by another thread
        // holds the lock of a file that was closed for a moment longer.
        _ = NativeEnvironment.Set("HDF5_USE_FILE_LOCKING", "FALSE", 1);
    }
}
