using System.Runtime.InteropServices;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Gdal;

/// <summary>Reads and checks what a dataset says about itself before any pixel is read.</summary>
internal static unsafe class RasterHeader
{
    /// <summary>Most pixels along one side.</summary>
    internal const int MostPixels = 1_000_000;

    /// <summary>Most pixels altogether: a file of a few bytes may claim any size, and its result is written in full.</summary>
    internal const long MostPixelsInAll = 40_000_000_000;

    internal const int MostBands = 4_096;

    /// <summary>Most bytes that must be decoded at once to reach a single pixel.</summary>
    internal const long MostBlockBytes = 192L << 20;

    internal static RasterInfo Read(DatasetHandle dataset, string name)
    {
        var width = Native.GDALGetRasterXSize(dataset);
        var height = Native.GDALGetRasterYSize(dataset);
        var count = Native.GDALGetRasterCount(dataset);
        Require(count > 0, name, "holds no bands; a file with several variables must be reduced to one of them");
        Require(count <= MostBands, name, $"has {count} bands; at most {MostBands} are handled");
        Require(
            width <= MostPixels && height <= MostPixels,
            name,
            $"is {width} x {height} pixels large; at most {MostPixels} along a side are handled");
        Require(
            (long)width * height <= MostPixelsInAll,
            name,
            $"is {width} x {height} pixels large; at most {MostPixelsInAll} in all are handled");

        Native.GDALGetBlockSize(Native.GDALGetRasterBand(dataset, 1), out var blockWidth, out var blockHeight);
        var bands = Enumerable.Range(1, count).Select(i => Band(dataset, i, name)).ToList();
        var isInterleaved = Marshal.PtrToStringUTF8(Native.GDALGetMetadataItem(dataset, "INTERLEAVE", "IMAGE_STRUCTURE")) == "PIXEL";
        var blockBytes = (long)blockWidth * blockHeight * bands[0].Type.Size() * (isInterleaved ? count : 1);
        Require(
            blockBytes <= MostBlockBytes,
            name,
            $"is stored in blocks of {blockBytes >> 20} MiB; at most {MostBlockBytes >> 20} MiB are handled, so store it in smaller tiles");

        return new RasterInfo(
            GdalDrivers.NameOf(Native.GDALGetDatasetDriver(dataset)),
            width,
            height,
            blockWidth,
            blockHeight,
            blockBytes,
            bands,
            Georeference(dataset));
    }

    private static BandInfo Band(DatasetHandle dataset, int number, string name)
    {
        var band = Native.GDALGetRasterBand(dataset, number);
        var code = Native.GDALGetRasterDataType(band);
        var noData = Native.GDALGetRasterNoDataValue(band, out var declared);
        return new BandInfo(
            TypeOf(code, name), declared != 0 ? noData : null, (BandColor)Native.GDALGetRasterColorInterpretation(band));
    }

    /// <summary>GDAL's codes 8 to 11 are complex types; 12 and above are 64-bit and signed 8-bit integers, all exact or near enough as doubles.</summary>
    private static PixelType TypeOf(int code, string name)
    {
        Require(
            code is >= (int)PixelType.UInt8 and <= (int)PixelType.Float64 or >= 12,
            name,
            $"has pixels of type {Marshal.PtrToStringUTF8(Native.GDALGetDataTypeName(code))}; real numbers are needed");
        return code <= (int)PixelType.Float64 ? (PixelType)code : PixelType.Float64;
    }

    private static Georeference? Georeference(DatasetHandle dataset)
    {
        var transform = new double[6];
        fixed (double* coefficients = transform)
        {
            var wkt = Marshal.PtrToStringUTF8(Native.GDALGetProjectionRef(dataset)) ?? "";
            return Native.GDALGetGeoTransform(dataset, coefficients) == 0 ? new Georeference(transform, wkt) : null;
        }
    }

    private static void Require(bool holds, string name, string complaint)
    {
        if (!holds)
        {
            throw new RasterFileException(name, $"'{name}' {complaint}.");
        }
    }
}
