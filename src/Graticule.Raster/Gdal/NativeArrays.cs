using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>Arrays of any number of dimensions, as netCDF has them. Whatever is got must be released.</summary>
internal static unsafe partial class Native
{
    internal const uint OpenArrays = 0x10;

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial DatasetHandle GDALCreateMultiDimensional(nint driver, string name, nint rootOptions, StringListHandle options);

    [LibraryImport(Library)]
    internal static partial nint GDALDatasetGetRootGroup(DatasetHandle dataset);

    [LibraryImport(Library)]
    internal static partial void GDALGroupRelease(nint group);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint GDALGroupCreateDimension(nint group, string name, string? type, string? direction, ulong size, StringListHandle options);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint GDALGroupCreateGroup(nint group, string name, nint options);

    [LibraryImport(Library)]
    internal static partial void GDALDimensionRelease(nint dimension);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint GDALGroupCreateMDArray(nint group, string name, nuint count, nint* dimensions, nint type, StringListHandle options);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint GDALGroupOpenMDArray(nint group, string name, nint options);

    [LibraryImport(Library)]
    internal static partial void GDALMDArrayRelease(nint array);

    [LibraryImport(Library)]
    internal static partial nint GDALExtendedDataTypeCreate(int type);

    [LibraryImport(Library)]
    internal static partial nint GDALExtendedDataTypeCreateString(nuint longest);

    [LibraryImport(Library)]
    internal static partial void GDALExtendedDataTypeRelease(nint type);

    /// <summary>0 where it failed.</summary>
    [LibraryImport(Library)]
    internal static partial int GDALMDArrayWrite(
        nint array, ulong* start, nuint* count, long* step, nint* stride, nint type, void* source, void* allocation, nuint allocated);

    /// <inheritdoc cref="GDALMDArrayWrite"/>
    [LibraryImport(Library)]
    internal static partial int GDALMDArrayRead(
        nint array, ulong* start, nuint* count, long* step, nint* stride, nint type, void* target, void* allocation, nuint allocated);

    [LibraryImport(Library)]
    internal static partial int GDALMDArraySetSpatialRef(nint array, ReferenceHandle reference);

    [LibraryImport(Library)]
    internal static partial int GDALMDArraySetNoDataValueAsDouble(nint array, double value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint GDALMDArrayCreateAttribute(nint array, string name, nuint count, ulong* sizes, nint type, nint options);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint GDALGroupCreateAttribute(nint group, string name, nuint count, ulong* sizes, nint type, nint options);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int GDALAttributeWriteString(nint attribute, string value);

    [LibraryImport(Library)]
    internal static partial int GDALAttributeWriteDouble(nint attribute, double value);

    [LibraryImport(Library)]
    internal static partial int GDALAttributeWriteDoubleArray(nint attribute, double* values, nuint count);

    [LibraryImport(Library)]
    internal static partial int GDALAttributeWriteStringArray(nint attribute, StringListHandle values);

    [LibraryImport(Library)]
    internal static partial void GDALAttributeRelease(nint attribute);
}
