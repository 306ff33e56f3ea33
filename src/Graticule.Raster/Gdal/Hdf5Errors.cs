using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>
/// Keeps HDF5, below netCDF, from printing onto the standard error whatever it does not find. It is told so for each thread, and netCDF tells
/// it for the first one only; what matters comes back as an error of GDAL.
/// </summary>
internal static unsafe class Hdf5Errors
{
    private const string Setter = "H5Eset_auto2";

    private static readonly Lazy<nint> Function = new(Find);

    [ThreadStatic]
    private static bool _isSilent;

    /// <summary>Cheap after the first call on a thread; does nothing where HDF5 is not loaded.</summary>
    internal static void SilenceHere()
    {
        if (_isSilent)
        {
            return;
        }

        _isSilent = true;
        if (Function.Value is not 0 and var function)
        {
            // The default stack of errors, and nobody to be told.
            _ = ((delegate* unmanaged<long, nint, nint, int>)function)(0, 0, 0);
        }
    }

    /// <summary>The library is the one that GDAL has loaded already, under whatever name this system gives it.</summary>
    private static nint Find()
    {
        GdalLibrary.EnsureReady();
        foreach (var path in File.ReadLines("/proc/self/maps").Where(line => line.Contains("libhdf5", StringComparison.Ordinal)).Select(line => line[line.IndexOf('/', StringComparison.Ordinal)..]).Distinct(StringComparer.Ordinal))
        {
            if (NativeLibrary.TryLoad(path, out var library) && NativeLibrary.TryGetExport(library, Setter, out var function))
            {
                return function;
            }
        }

        return 0;
    }
}
