using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>What files of arrays say of themselves. Whatever is got must be released; lists by their own functions.</summary>
internal static unsafe partial class Native
{
    /// <summary>Classes of GDALExtendedDataTypeGetClass.</summary>
    internal const int ClassNumeric = 0;

    internal const int ClassText = 1;

    /// <summary>A list of texts (CSLDestroy).</summary>
    [LibraryImport(Library)]
    internal static partial byte** GDALGroupGetMDArrayNames(nint group, StringListHandle options);

    /// <inheritdoc cref="GDALGroupGetMDArrayNames"/>
    [LibraryImport(Library)]
    internal static partial byte** GDALGroupGetGroupNames(nint group, nint options);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint GDALGroupOpenGroup(nint group, string name, nint options);

    [LibraryImport(Library)]
    internal static partial nint* GDALGroupGetAttributes(nint group, out nuint count, nint options);

    [LibraryImport(Library)]
    internal static partial nint* GDALMDArrayGetAttributes(nint array, out nuint count, StringListHandle options);

    [LibraryImport(Library)]
    internal static partial void GDALReleaseAttributes(nint* attributes, nuint count);

    [LibraryImport(Library)]
    internal static partial nint GDALAttributeGetName(nint attribute);

    [LibraryImport(Library)]
    internal static partial nint GDALAttributeGetDataType(nint attribute);

    [LibraryImport(Library)]
    internal static partial byte** GDALAttributeReadAsStringArray(nint attribute);

    /// <summary>Numbers in GDAL's memory (VSIFree).</summary>
    [LibraryImport(Library)]
    internal static partial double* GDALAttributeReadAsDoubleArray(nint attribute, out nuint count);

    [LibraryImport(Library)]
    internal static partial nint* GDALMDArrayGetDimensions(nint array, out nuint count);

    [LibraryImport(Library)]
    internal static partial void GDALReleaseDimensions(nint* dimensions, nuint count);

    [LibraryImport(Library)]
    internal static partial nint GDALDimensionGetName(nint dimension);

    [LibraryImport(Library)]
    internal static partial ulong GDALDimensionGetSize(nint dimension);

    [LibraryImport(Library)]
    internal static partial nint GDALMDArrayGetDataType(nint array);

    [LibraryImport(Library)]
    internal static partial int GDALExtendedDataTypeGetClass(nint type);

    [LibraryImport(Library)]
    internal static partial int GDALExtendedDataTypeGetNumericDataType(nint type);

    [LibraryImport(Library)]
    internal static partial nint GDALMDArrayGetUnit(nint array);

    [LibraryImport(Library)]
    internal static partial double GDALMDArrayGetScale(nint array, out int has);

    [LibraryImport(Library)]
    internal static partial double GDALMDArrayGetOffset(nint array, out int has);

    [LibraryImport(Library)]
    internal static partial double GDALMDArrayGetNoDataValueAsDouble(nint array, out int has);

    /// <summary>Sizes of blocks in GDAL's memory (VSIFree), 0 where there are none.</summary>
    [LibraryImport(Library)]
    internal static partial ulong* GDALMDArrayGetBlockSize(nint array, out nuint count);

    /// <summary>Null where it has none.</summary>
    [LibraryImport(Library)]
    internal static partial ReferenceHandle GDALMDArrayGetSpatialRef(nint array);
}
