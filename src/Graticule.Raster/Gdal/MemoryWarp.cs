using System.Globalization;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Gdal;

/// <summary>GDAL's warper from memory to memory.</summary>
internal static unsafe class MemoryWarp
{
    /// <summary>Stands for missing values while GDAL has them, because it takes any NaN for the missing one where that is a NaN.</summary>
    private const double NoData = -1.7976931348623157e308;

    /// <summary>What is warped: planes of float64, one after the other.</summary>
    /// <param name="Cells">At least planes x width x height; the missing value is replaced in place.</param>
    /// <param name="Width">Columns.</param>
    /// <param name="Height">Rows.</param>
    /// <param name="Transform">As GDAL has it.</param>
    /// <param name="ReferenceSystem">Name or WKT; null of both: the same.</param>
    internal sealed record Source(double[] Cells, int Width, int Height, double[] Transform, string? ReferenceSystem);

    /// <inheritdoc cref="Source"/>
    internal sealed record Target(int Width, int Height, double[] Transform, string? ReferenceSystem);

    /// <param name="Planes">How many.</param>
    /// <param name="Method">As <c>gdalwarp -r</c>.</param>
    /// <param name="ScaleX">Columns of the target for one of the source, which sets the width of kernels.</param>
    /// <param name="ScaleY">Rows likewise.</param>
    /// <param name="Missing">What stands for missing values in the cells; compared by bits.</param>
    internal sealed record Options(int Planes, string Method, double ScaleX, double ScaleY, double Missing);

    /// <summary>The planes of the target.</summary>
    /// <exception cref="GdalException">GDAL cannot do it.</exception>
    internal static double[] Run(Source source, Target target, Options options)
    {
        GdalLibrary.EnsureReady();
        GdalErrors.Clear();
        var count = options.Planes * source.Width * source.Height;
        Replace(source.Cells.AsSpan(0, count), options.Missing, NoData);
        using var from = Make(source.Width, source.Height, options.Planes, source.Transform, source.ReferenceSystem);
        using var to = Make(target.Width, target.Height, options.Planes, target.Transform, target.ReferenceSystem);
        Move(from, Native.Write, source.Width, source.Height, options.Planes, source.Cells);
        var cells = GC.AllocateUninitializedArray<double>(options.Planes * target.Width * target.Height);

        // The warper does not touch what the source does not reach at all.
        cells.AsSpan().Fill(NoData);
        Move(to, Native.Write, target.Width, target.Height, options.Planes, cells);
        Warp(from, to, options);
        Move(to, Native.Read, target.Width, target.Height, options.Planes, cells);
        Replace(cells, NoData, options.Missing);
        return cells;
    }

    private static void Warp(DatasetHandle from, DatasetHandle to, Options options)
    {
        var noData = NoData.ToString("R", CultureInfo.InvariantCulture);
        using var list = new StringListHandle(
            "-r", options.Method, "-et", "0", "-srcnodata", noData, "-dstnodata", noData, "-wt", "Float64",
            "-wo", "UNIFIED_SRC_NODATA=NO", "-wo", "INIT_DEST=NO_DATA",
            "-wo", string.Create(CultureInfo.InvariantCulture, $"XSCALE={options.ScaleX:R}"),
            "-wo", string.Create(CultureInfo.InvariantCulture, $"YSCALE={options.ScaleY:R}"));
        var program = Native.GDALWarpAppOptionsNew(list, 0);
        try
        {
            int usage;
            var handle = from.Value;
            var result = Native.GDALWarp("", to.Value, 1, &handle, program, &usage);
            var failed = result.IsInvalid;

            // It is the target itself, which has its own handle already.
            result.SetHandleAsInvalid();
            GC.KeepAlive(from);
            GC.KeepAlive(to);
            if (failed)
            {
                throw new GdalException($"A window cannot be resampled: {GdalErrors.Take()}.");
            }
        }
        finally
        {
            Native.GDALWarpAppOptionsFree(program);
            GdalErrors.Clear();
        }
    }

    private static DatasetHandle Make(int width, int height, int planes, double[] transform, string? referenceSystem)
    {
        using var none = new StringListHandle();
        var dataset = Native.GDALCreate(GdalDrivers.Get("MEM"), "", width, height, planes, (int)PixelType.Float64, none);
        if (dataset.IsInvalid)
        {
            throw new GdalException($"There is no memory for {planes} planes of {width} x {height} cells: {GdalErrors.Take()}.");
        }

        fixed (double* coefficients = transform)
        {
            _ = Native.GDALSetGeoTransform(dataset, coefficients);
        }

        if (referenceSystem is not null)
        {
            using var reference = ReferenceSystems.Open(referenceSystem);
            _ = Native.GDALSetProjection(dataset, reference.Wkt());
        }

        return dataset;
    }

    private static void Move(DatasetHandle dataset, int direction, int width, int height, int planes, double[] cells)
    {
        fixed (double* pointer = cells)
        {
            if (Native.GDALDatasetRasterIOEx(
                dataset, direction, 0, 0, width, height, pointer, width, height, (int)PixelType.Float64, planes, null, 0, 0, 0, 0) >= Native.ErrorFailure)
            {
                throw new GdalException($"A window in memory cannot be used: {GdalErrors.Take()}.");
            }
        }
    }

    /// <summary>The sign of a NaN does not matter.</summary>
    private static void Replace(Span<double> cells, double old, double by)
    {
        var mask = double.IsNaN(old) ? long.MaxValue : -1;
        var bits = BitConverter.DoubleToInt64Bits(old) & mask;
        for (var i = 0; i < cells.Length; i++)
        {
            if ((BitConverter.DoubleToInt64Bits(cells[i]) & mask) == bits)
            {
                cells[i] = by;
            }
        }
    }
}
