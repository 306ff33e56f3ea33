using Graticule.Raster.Pixels;

namespace Graticule.Raster.Gdal;

/// <summary>The grid that GDAL suggests for a raster in another reference system: it holds the raster, and its cells are as fine along the diagonal.</summary>
public static unsafe class WarpSuggestion
{
    /// <summary>Coefficients and size of the grid.</summary>
    /// <param name="transform">Six coefficients of the raster, as GDAL has them.</param>
    /// <param name="width">Columns of the raster.</param>
    /// <param name="height">Rows of the raster.</param>
    /// <param name="source">Its reference system.</param>
    /// <param name="target">The other one.</param>
    /// <exception cref="GdalException">The raster cannot be brought there.</exception>
    public static (double[] Transform, int Width, int Height) Make(double[] transform, int width, int height, string source, string target)
    {
        GdalLibrary.EnsureReady();
        using var from = ReferenceSystems.Open(source);
        using var to = ReferenceSystems.Open(target);
        using var none = new StringListHandle();
        using var raster = Native.GDALCreate(GdalDrivers.Get("MEM"), "", width, height, 0, (int)PixelType.UInt8, none);
        fixed (double* coefficients = transform)
        {
            _ = Native.GDALSetGeoTransform(raster, coefficients);
        }

        _ = Native.GDALSetProjection(raster, from.Wkt());
        GdalErrors.Clear();
        using var options = new StringListHandle($"DST_SRS={to.Wkt()}");
        var transformer = Native.GDALCreateGenImgProjTransformer2(raster, 0, options);
        if (transformer == 0)
        {
            throw Failure();
        }

        try
        {
            var apply = GdalLibrary.Find("GDALGenImgProjTransform");
            var suggested = new double[6];
            fixed (double* coefficients = suggested)
            {
                return Native.GDALSuggestedWarpOutput(raster, apply, transformer, coefficients, out var columns, out var rows) == 0
                    ? (suggested, columns, rows)
                    : throw Failure();
            }
        }
        finally
        {
            Native.GDALDestroyGenImgProjTransformer(transformer);
            GdalErrors.Clear();
        }

        GdalException Failure() => new($"The raster cannot be brought to '{to.Name() ?? "the other reference system"}': {GdalErrors.Take()}.");
    }
}
