using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>What files and bands say about their values.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial double GDALGetRasterScale(nint band, out int declared);

    [LibraryImport(Library)]
    internal static partial int GDALSetRasterScale(nint band, double scale);

    [LibraryImport(Library)]
    internal static partial int GDALSetRasterOffset(nint band, double offset);

    /// <summary>A band of 0 and 255 that says which pixels are there; 2: one for all bands.</summary>
    [LibraryImport(Library)]
    internal static partial int GDALCreateDatasetMaskBand(DatasetHandle dataset, int flags);

    [LibraryImport(Library)]
    internal static partial double GDALGetRasterOffset(nint band, out int declared);

    /// <summary>Reads one block past the cache that all datasets share; the buffer has room for a whole block.</summary>
    [LibraryImport(Library)]
    internal static partial int GDALReadBlock(nint band, int blockColumn, int blockRow, void* buffer);

    /// <summary>A null-terminated list of <c>NAME=VALUE</c> that belongs to the dataset; 0 where there is none.</summary>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial byte** GDALGetMetadata(DatasetHandle dataset, string? domain);

    /// <inheritdoc cref="GDALGetMetadata(DatasetHandle, string?)"/>
    [LibraryImport(Library, EntryPoint = "GDALGetMetadata", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial byte** GDALGetBandMetadata(nint band, string? domain);
}
