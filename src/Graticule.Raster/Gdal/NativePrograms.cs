using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>GDAL's programs as functions, and files in memory.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial nint GDALTranslateOptionsNew(StringListHandle arguments, nint binary);

    [LibraryImport(Library)]
    internal static partial void GDALTranslateOptionsFree(nint options);

    [LibraryImport(Library)]
    internal static partial void GDALTranslateOptionsSetProgress(nint options, delegate* unmanaged<double, byte*, void*, int> progress, void* state);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial DatasetHandle GDALTranslate(string target, DatasetHandle source, nint options, int* usage);

    [LibraryImport(Library)]
    internal static partial nint GDALWarpAppOptionsNew(StringListHandle arguments, nint binary);

    [LibraryImport(Library)]
    internal static partial void GDALWarpAppOptionsFree(nint options);

    [LibraryImport(Library)]
    internal static partial void GDALWarpAppOptionsSetProgress(nint options, delegate* unmanaged<double, byte*, void*, int> progress, void* state);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial DatasetHandle GDALWarp(string target, nint into, int count, nint* sources, nint options, int* usage);

    /// <summary>The bytes of a file in memory; owned by the caller (freed with VSIFree) when it is unlinked with them.</summary>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint VSIGetMemFileBuffer(string name, out ulong length, int unlink);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int VSIUnlink(string name);

    [LibraryImport(Library)]
    internal static partial int GDALDatasetRasterIOEx(
        DatasetHandle dataset,
        int direction,
        int column,
        int row,
        int width,
        int height,
        void* buffer,
        int bufferWidth,
        int bufferHeight,
        int bufferType,
        int bands,
        int* bandMap,
        long pixelSpace,
        long lineSpace,
        long bandSpace,
        nint extra);
}
