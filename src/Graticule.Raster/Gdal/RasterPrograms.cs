using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>GDAL's programs <c>gdal_translate</c> and <c>gdalwarp</c>, called as functions.</summary>
internal static unsafe class RasterPrograms
{
    /// <exception cref="GdalException">The result cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    internal static void Translate(string source, string target, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var list = new StringListHandle(arguments);
        var options = Native.GDALTranslateOptionsNew(list, 0);
        var watch = GCHandle.Alloc(cancellationToken);
        try
        {
            Native.GDALTranslateOptionsSetProgress(options, &Report, (void*)GCHandle.ToIntPtr(watch));
            Run(source, target, file =>
            {
                int usage;
                return Native.GDALTranslate(target, file.Dataset, options, &usage);
            }, cancellationToken);
        }
        finally
        {
            watch.Free();
            Native.GDALTranslateOptionsFree(options);
        }
    }

    /// <inheritdoc cref="Translate"/>
    internal static void Warp(string source, string target, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var list = new StringListHandle(arguments);
        var options = Native.GDALWarpAppOptionsNew(list, 0);
        var watch = GCHandle.Alloc(cancellationToken);
        try
        {
            Native.GDALWarpAppOptionsSetProgress(options, &Report, (void*)GCHandle.ToIntPtr(watch));
            Run(source, target, file =>
            {
                int usage;
                var handle = file.Dataset.Value;
                var result = Native.GDALWarp(target, 0, 1, &handle, options, &usage);
                GC.KeepAlive(file);
                return result;
            }, cancellationToken);
        }
        finally
        {
            watch.Free();
            Native.GDALWarpAppOptionsFree(options);
        }
    }

    private static void Run(string source, string target, Func<RasterFile, DatasetHandle> run, CancellationToken cancellationToken)
    {
        using var file = RasterFile.Open(source);
        GdalErrors.Clear();
        using (var result = run(file))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (result.IsInvalid)
            {
                throw Failure();
            }
        }

        // Closing writes what was still in memory.
        if (GdalErrors.Any)
        {
            throw Failure();
        }

        GdalException Failure() => new($"The coverage cannot be written: {GdalErrors.Take(target)}.");
    }

    /// <summary>Called by GDAL; 0 makes it stop.</summary>
    [UnmanagedCallersOnly]
    private static int Report(double share, byte* message, void* state)
    {
        _ = (share, (nint)message);
        return ((CancellationToken)GCHandle.FromIntPtr((nint)state).Target!).IsCancellationRequested ? 0 : 1;
    }
}
