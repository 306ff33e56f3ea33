using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>What is written about a raster besides its samples.</summary>
internal static unsafe partial class Native
{
    /// <summary>Of a dataset or a band.</summary>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void GDALSetDescription(nint thing, string text);

    /// <summary>Of a dataset or a band.</summary>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int GDALSetMetadataItem(nint thing, string name, string value, string? domain);
}
