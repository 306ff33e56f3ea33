using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>Writes a whole raster in another format with one of GDAL's drivers.</summary>
internal static unsafe class RasterCopy
{
    /// <summary>Makes the target from the source with the driver of that name and its creation options.</summary>
    /// <exception cref="GdalException">It could not be written.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    internal static void Write(
        string driver, string source, string target, IEnumerable<string> options, IProgress<double>? progress, CancellationToken ct)
    {
        using var input = RasterFile.Open(source);
        using var list = new StringListHandle(options);
        var watch = GCHandle.Alloc(new Watch(progress, ct));
        GdalErrors.Clear();
        Native.CPLSetThreadLocalConfigOption(GeoTiffWriter.MaskWithin, "YES");
        try
        {
            using (var copy = Native.GDALCreateCopy(
                GdalDrivers.Get(driver), target, input.Dataset, 0, list, &Report, (void*)GCHandle.ToIntPtr(watch)))
            {
                ct.ThrowIfCancellationRequested();
                if (copy.IsInvalid)
                {
                    throw Failure();
                }
            }

            if (GdalErrors.Any)
            {
                throw Failure();
            }
        }
        finally
        {
            Native.CPLSetThreadLocalConfigOption(GeoTiffWriter.MaskWithin, null);
            watch.Free();
        }

        GdalException Failure() => new($"The {driver} output cannot be written: {GdalErrors.Take(target)}.");
    }

    /// <summary>Called by GDAL; 0 makes it stop.</summary>
    [UnmanagedCallersOnly]
    private static int Report(double share, byte* message, void* state)
    {
        _ = message;
        var watch = (Watch)GCHandle.FromIntPtr((nint)state).Target!;
        if (watch.Cancelled.IsCancellationRequested)
        {
            return 0;
        }

        watch.Progress?.Report(share);
        return 1;
    }

    private sealed record Watch(IProgress<double>? Progress, CancellationToken Cancelled);
}
