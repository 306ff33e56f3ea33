using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>
/// Geodesics on the ellipsoid of WGS84, by the routines that PROJ ships (Karney 2013, doi 10.1007/s00190-012-0578-z): good to some
/// nanometres for any two places. They are exported by the library of PROJ, which GDAL needs anyway; nothing of GDAL is touched.
/// </summary>
public static unsafe class Geodesic
{
    private const double SemiMajorAxis = 6378137;
    private const double Flattening = 1 / 298.257223563;

    /// <summary>The structure <c>geod_geodesic</c> has 51 doubles; what is more is left as it is.</summary>
    private const int Doubles = 64;

    private const int PreferredVersion = 25;
    private const int OldestVersion = 15;
    private const int NewestVersion = 40;

    private static readonly Lazy<Routine> Wgs84 = new(Load);

    /// <summary>Length of the shortest path between two places, in metres.</summary>
    /// <param name="latitude1">Degrees, -90 to 90; beyond: the result is not a number.</param>
    /// <param name="longitude1">Degrees, any turn of the circle.</param>
    /// <param name="latitude2">As the first.</param>
    /// <param name="longitude2">As the first.</param>
    /// <exception cref="GdalException">No PROJ library is installed.</exception>
    public static double Distance(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        var routine = Wgs84.Value;
        double distance;
        routine.Inverse((void*)routine.Ellipsoid, latitude1, longitude1, latitude2, longitude2, &distance, null, null);
        return distance;
    }

    private static Routine Load()
    {
        var library = Find();
        var initialize = (delegate* unmanaged<void*, double, double, void>)NativeLibrary.GetExport(library, "geod_init");
        var ellipsoid = NativeMemory.AllocZeroed(Doubles, sizeof(double)); // read by all threads until the process ends
        initialize(ellipsoid, SemiMajorAxis, Flattening);
        return new Routine(
            (nint)ellipsoid,
            (delegate* unmanaged<void*, double, double, double, double, double*, double*, double*, void>)NativeLibrary.GetExport(library, "geod_inverse"));
    }

    private static nint Find()
    {
        var versions = Enumerable.Range(OldestVersion, NewestVersion - OldestVersion + 1).OrderBy(version => version == PreferredVersion ? 0 : 1);
        foreach (var candidate in versions.Select(version => $"libproj.so.{version}").Append("libproj.so"))
        {
            if (NativeLibrary.TryLoad(candidate, out var handle))
            {
                return handle;
            }
        }

        throw new GdalException("The PROJ library is not installed; on Debian: apt-get install libproj25");
    }

    private sealed class Routine(nint ellipsoid, delegate* unmanaged<void*, double, double, double, double, double*, double*, double*, void> inverse)
    {
        public nint Ellipsoid { get; } = ellipsoid;

        public delegate* unmanaged<void*, double, double, double, double, double*, double*, double*, void> Inverse { get; } = inverse;
    }
}
