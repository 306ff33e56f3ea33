using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>Coordinate reference systems and the transformations between them.</summary>
internal static unsafe partial class Native
{
    /// <summary>x is easting or longitude and y is northing or latitude, whatever the authority says.</summary>
    internal const int TraditionalAxes = 0;

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial ReferenceHandle OSRNewSpatialReference(string? wkt);

    [LibraryImport(Library)]
    internal static partial void OSRDestroySpatialReference(nint reference);

    [LibraryImport(Library)]
    internal static partial int OSRImportFromEPSG(ReferenceHandle reference, int code);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int OSRSetFromUserInput(ReferenceHandle reference, string definition);

    [LibraryImport(Library)]
    internal static partial void OSRSetAxisMappingStrategy(ReferenceHandle reference, int strategy);

    [LibraryImport(Library)]
    internal static partial int OSRIsGeographic(ReferenceHandle reference);

    [LibraryImport(Library)]
    internal static partial int OSREPSGTreatsAsLatLong(ReferenceHandle reference);

    [LibraryImport(Library)]
    internal static partial int OSREPSGTreatsAsNorthingEasting(ReferenceHandle reference);

    [LibraryImport(Library)]
    internal static partial int OSRIsSame(ReferenceHandle a, ReferenceHandle b);

    [LibraryImport(Library)]
    internal static partial int OSRAutoIdentifyEPSG(ReferenceHandle reference);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint OSRGetAuthorityName(ReferenceHandle reference, string? node);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint OSRGetAuthorityCode(ReferenceHandle reference, string? node);

    [LibraryImport(Library)]
    internal static partial int OSRExportToWkt(ReferenceHandle reference, out nint text);

    [LibraryImport(Library)]
    internal static partial int OSRExportToPROJJSON(ReferenceHandle reference, out nint text, nint options);

    [LibraryImport(Library)]
    internal static partial void VSIFree(nint memory);

    [LibraryImport(Library)]
    internal static partial TransformHandle OCTNewCoordinateTransformation(ReferenceHandle source, ReferenceHandle target);

    [LibraryImport(Library)]
    internal static partial void OCTDestroyCoordinateTransformation(nint transform);

    /// <summary>Transforms in place; what cannot be transformed is infinite and marked in <paramref name="success"/>.</summary>
    [LibraryImport(Library)]
    internal static partial int OCTTransformEx(TransformHandle transform, int count, double* x, double* y, double* z, int* success);
}
