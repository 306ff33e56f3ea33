using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>Vector files: layers, features, fields.</summary>
internal static unsafe partial class Native
{
    internal const uint OpenVector = 0x04;
    internal const int FieldInteger = 0;
    internal const int FieldReal = 2;
    internal const int FieldString = 4;
    internal const int FieldInteger64 = 12;
    internal const int FieldSubtypeBoolean = 1;
    internal const int LittleEndian = 1;

    [LibraryImport(Library)]
    internal static partial int GDALDatasetGetLayerCount(DatasetHandle dataset);

    [LibraryImport(Library)]
    internal static partial nint GDALDatasetGetLayer(DatasetHandle dataset, int index);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint GDALDatasetCreateLayer(DatasetHandle dataset, string name, ReferenceHandle reference, int geometryType, StringListHandle options);

    [LibraryImport(Library)]
    internal static partial int GDALDatasetStartTransaction(DatasetHandle dataset, int force);

    [LibraryImport(Library)]
    internal static partial int GDALDatasetCommitTransaction(DatasetHandle dataset);

    [LibraryImport(Library)]
    internal static partial nint OGR_L_GetName(nint layer);

    [LibraryImport(Library)]
    internal static partial nint OGR_L_GetSpatialRef(nint layer);

    [LibraryImport(Library)]
    internal static partial nint OGR_L_GetLayerDefn(nint layer);

    [LibraryImport(Library)]
    internal static partial void OGR_L_ResetReading(nint layer);

    [LibraryImport(Library)]
    internal static partial nint OGR_L_GetNextFeature(nint layer);

    [LibraryImport(Library)]
    internal static partial int OGR_L_CreateField(nint layer, nint field, int approximate);

    [LibraryImport(Library)]
    internal static partial int OGR_L_CreateFeature(nint layer, nint feature);

    [LibraryImport(Library)]
    internal static partial int OGR_FD_GetFieldCount(nint definition);

    [LibraryImport(Library)]
    internal static partial nint OGR_FD_GetFieldDefn(nint definition, int index);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint OGR_Fld_Create(string name, int type);

    [LibraryImport(Library)]
    internal static partial void OGR_Fld_Destroy(nint field);

    [LibraryImport(Library)]
    internal static partial nint OGR_Fld_GetNameRef(nint field);

    [LibraryImport(Library)]
    internal static partial int OGR_Fld_GetType(nint field);

    [LibraryImport(Library)]
    internal static partial int OGR_Fld_GetSubType(nint field);

    [LibraryImport(Library)]
    internal static partial void OGR_Fld_SetSubType(nint field, int subtype);

    [LibraryImport(Library)]
    internal static partial nint OGR_F_Create(nint definition);

    [LibraryImport(Library)]
    internal static partial void OGR_F_Destroy(nint feature);

    [LibraryImport(Library)]
    internal static partial long OGR_F_GetFID(nint feature);

    [LibraryImport(Library)]
    internal static partial nint OGR_F_GetGeometryRef(nint feature);

    [LibraryImport(Library)]
    internal static partial int OGR_F_SetGeometryDirectly(nint feature, nint geometry);

    [LibraryImport(Library)]
    internal static partial int OGR_F_IsFieldSetAndNotNull(nint feature, int field);

    [LibraryImport(Library)]
    internal static partial double OGR_F_GetFieldAsDouble(nint feature, int field);

    [LibraryImport(Library)]
    internal static partial nint OGR_F_GetFieldAsString(nint feature, int field);

    [LibraryImport(Library)]
    internal static partial void OGR_F_SetFieldDouble(nint feature, int field, double value);

    [LibraryImport(Library)]
    internal static partial void OGR_F_SetFieldInteger64(nint feature, int field, long value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void OGR_F_SetFieldString(nint feature, int field, string value);

    [LibraryImport(Library)]
    internal static partial int OGR_G_WkbSize(nint geometry);

    [LibraryImport(Library)]
    internal static partial int OGR_G_ExportToIsoWkb(nint geometry, int order, byte* bytes);

    /// <summary>A new geometry without curves.</summary>
    [LibraryImport(Library)]
    internal static partial nint OGR_G_GetLinearGeometry(nint geometry, double maxAngle, nint options);

    [LibraryImport(Library)]
    internal static partial void OGR_G_DestroyGeometry(nint geometry);

    [LibraryImport(Library)]
    internal static partial int OGR_G_CreateFromWkb(byte* bytes, nint reference, out nint geometry, int length);

    [LibraryImport(Library, EntryPoint = "OSRExportToWkt")]
    internal static partial int ExportBorrowedToWkt(nint reference, out nint text);
}
