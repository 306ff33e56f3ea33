using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>
/// The functions of GDAL's C interface that this program uses. The library is found by <see cref="GdalLibrary"/>; call
/// <see cref="GdalLibrary.EnsureReady"/> before any of these.
/// </summary>
internal static unsafe partial class Native
{
    internal const string Library = "gdal";

    internal const uint OpenRaster = 0x02;
    internal const uint OpenVerbose = 0x40;
    internal const int Read = 0;
    internal const int Write = 1;
    internal const int ErrorFailure = 3;

    [LibraryImport(Library)]
    internal static partial int GDALGetDriverCount();

    [LibraryImport(Library)]
    internal static partial nint GDALGetDriver(int index);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint GDALGetDriverByName(string name);

    [LibraryImport(Library)]
    internal static partial nint GDALGetDriverShortName(nint driver);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint GDALVersionInfo(string request);

    [LibraryImport(Library)]
    internal static partial void GDALSetCacheMax64(long bytes);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void CPLSetConfigOption(string key, string? value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void CPLSetThreadLocalConfigOption(string key, string? value);

    [LibraryImport(Library)]
    internal static partial nint CPLSetErrorHandlerEx(delegate* unmanaged<int, int, byte*, void> handler, nint state);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint CSLAddString(nint list, string value);

    [LibraryImport(Library)]
    internal static partial void CSLDestroy(nint list);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial DatasetHandle GDALOpenEx(string name, uint flags, StringListHandle drivers, nint options, nint siblings);

    /// <summary>Void up to GDAL 3.6, an error code from 3.7 on, so its value is not used.</summary>
    [LibraryImport(Library)]
    internal static partial void GDALClose(nint dataset);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial DatasetHandle GDALCreate(
        nint driver, string name, int width, int height, int bands, int type, StringListHandle options);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial DatasetHandle GDALCreateCopy(
        nint driver,
        string name,
        DatasetHandle source,
        int strict,
        StringListHandle options,
        delegate* unmanaged<double, byte*, void*, int> progress,
        void* state);

    [LibraryImport(Library)]
    internal static partial nint GDALGetDatasetDriver(DatasetHandle dataset);

    [LibraryImport(Library)]
    internal static partial int GDALGetRasterXSize(DatasetHandle dataset);

    [LibraryImport(Library)]
    internal static partial int GDALGetRasterYSize(DatasetHandle dataset);

    [LibraryImport(Library)]
    internal static partial int GDALGetRasterCount(DatasetHandle dataset);

    [LibraryImport(Library)]
    internal static partial int GDALGetGeoTransform(DatasetHandle dataset, double* coefficients);

    [LibraryImport(Library)]
    internal static partial int GDALSetGeoTransform(DatasetHandle dataset, double* coefficients);

    [LibraryImport(Library)]
    internal static partial nint GDALGetProjectionRef(DatasetHandle dataset);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int GDALSetProjection(DatasetHandle dataset, string wkt);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint GDALGetMetadataItem(DatasetHandle dataset, string name, string domain);

    [LibraryImport(Library)]
    internal static partial nint GDALGetRasterBand(DatasetHandle dataset, int number);

    [LibraryImport(Library, EntryPoint = "GDALGetMetadataItem", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint GDALGetBandMetadataItem(nint band, string name, string domain);

    /// <summary>Null (0) where the bytes cannot be inflated, or do not fit.</summary>
    [LibraryImport(Library)]
    internal static partial nint CPLZLibInflate(byte* deflated, nuint length, byte* target, nuint room, out nuint written);

    [LibraryImport(Library)]
    internal static partial void GDALGetBlockSize(nint band, out int width, out int height);

    [LibraryImport(Library)]
    internal static partial int GDALGetRasterDataType(nint band);

    [LibraryImport(Library)]
    internal static partial int GDALGetDataTypeSizeBytes(int type);

    [LibraryImport(Library)]
    internal static partial nint GDALGetDataTypeName(int type);

    [LibraryImport(Library)]
    internal static partial double GDALGetRasterNoDataValue(nint band, out int declared);

    [LibraryImport(Library)]
    internal static partial int GDALSetRasterNoDataValue(nint band, double value);

    [LibraryImport(Library)]
    internal static partial int GDALGetRasterColorInterpretation(nint band);

    [LibraryImport(Library)]
    internal static partial int GDALSetRasterColorInterpretation(nint band, int interpretation);

    [LibraryImport(Library)]
    internal static partial int GDALRasterIOEx(
        nint band,
        int direction,
        int column,
        int row,
        int width,
        int height,
        void* buffer,
        int bufferWidth,
        int bufferHeight,
        int bufferType,
        long pixelSpace,
        long lineSpace,
        nint extra);

    [LibraryImport(Library)]
    internal static partial int GDALWriteBlock(nint band, int blockColumn, int blockRow, void* buffer);
}
