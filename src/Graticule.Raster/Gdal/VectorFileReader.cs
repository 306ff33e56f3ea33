using System.Globalization;
using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>Reads vector files with GDAL.</summary>
internal static unsafe class VectorFileReader
{
    /// <summary>Features of a file that are read; more are refused.</summary>
    internal const int MostFeatures = 1_000_000;

    /// <summary>All layers of a local file in one of the accepted formats.</summary>
    /// <exception cref="RasterFileException">It is not such a file, or it has too many features.</exception>
    internal static IReadOnlyList<VectorTable> Read(string path)
    {
        var file = RasterPath.Check(path);
        var name = Path.GetFileName(file);
        GdalDrivers.EnsureVectors();
        GdalErrors.Clear();
        using var drivers = new StringListHandle(GdalDrivers.ForUserVectors);
        using var dataset = Native.GDALOpenEx(file, Native.OpenVector | Native.OpenVerbose, drivers, 0, 0);
        if (dataset.IsInvalid)
        {
            throw new RasterFileException(name, $"'{name}' cannot be read as {GdalDrivers.AcceptedVectors}: {GdalErrors.Take(file)}.");
        }

        var tables = Enumerable.Range(0, Native.GDALDatasetGetLayerCount(dataset)).Select(i => ReadLayer(Native.GDALDatasetGetLayer(dataset, i), name)).ToList();
        return GdalErrors.Any ? throw new RasterFileException(name, $"'{name}' is damaged: {GdalErrors.Take(file)}.") : tables;
    }

    private static VectorTable ReadLayer(nint layer, string file)
    {
        var definition = Native.OGR_L_GetLayerDefn(layer);
        var columns = Enumerable.Range(0, Native.OGR_FD_GetFieldCount(definition)).Select(i => ColumnOf(Native.OGR_FD_GetFieldDefn(definition, i))).ToList();
        var rows = new List<VectorRow>();
        Native.OGR_L_ResetReading(layer);
        for (nint feature; (feature = Native.OGR_L_GetNextFeature(layer)) != 0;)
        {
            try
            {
                rows.Add(new(GeometryOf(feature), [.. columns.Select((column, i) => ValueOf(feature, i, column))], Native.OGR_F_GetFID(feature).ToString(CultureInfo.InvariantCulture)));
            }
            finally
            {
                Native.OGR_F_Destroy(feature);
            }

            if (rows.Count > MostFeatures)
            {
                throw new RasterFileException(file, $"'{file}' has more than {MostFeatures} features in one layer; give a part of them.");
            }
        }

        return new(Marshal.PtrToStringUTF8(Native.OGR_L_GetName(layer)) ?? "", SystemOf(layer), columns, rows);
    }

    private static VectorColumn ColumnOf(nint field) => new(
        Marshal.PtrToStringUTF8(Native.OGR_Fld_GetNameRef(field)) ?? "",
        (Native.OGR_Fld_GetType(field), Native.OGR_Fld_GetSubType(field)) switch
        {
            (Native.FieldInteger, Native.FieldSubtypeBoolean) => VectorColumnKind.Truth,
            (Native.FieldInteger or Native.FieldInteger64, _) => VectorColumnKind.Whole,
            (Native.FieldReal, _) => VectorColumnKind.Number,
            _ => VectorColumnKind.Text,
        });

    private static object? ValueOf(nint feature, int field, VectorColumn column) => Native.OGR_F_IsFieldSetAndNotNull(feature, field) == 0
        ? null
        : column.Kind switch
        {
            VectorColumnKind.Text => Marshal.PtrToStringUTF8(Native.OGR_F_GetFieldAsString(feature, field)),
            VectorColumnKind.Truth => Native.OGR_F_GetFieldAsDouble(feature, field) != 0,
            _ => Native.OGR_F_GetFieldAsDouble(feature, field),
        };

    private static byte[]? GeometryOf(nint feature)
    {
        var geometry = Native.OGR_F_GetGeometryRef(feature);
        if (geometry == 0)
        {
            return null;
        }

        var linear = Native.OGR_G_GetLinearGeometry(geometry, 0, 0);
        try
        {
            var bytes = new byte[Native.OGR_G_WkbSize(linear)];
            fixed (byte* pointer = bytes)
            {
                return Native.OGR_G_ExportToIsoWkb(linear, Native.LittleEndian, pointer) == 0 ? bytes : null;
            }
        }
        finally
        {
            Native.OGR_G_DestroyGeometry(linear);
        }
    }

    private static string? SystemOf(nint layer)
    {
        var borrowed = Native.OGR_L_GetSpatialRef(layer);
        if (borrowed == 0 || Native.ExportBorrowedToWkt(borrowed, out var text) != 0)
        {
            return null;
        }

        var wkt = Marshal.PtrToStringUTF8(text) ?? "";
        Native.VSIFree(text);
        using var reference = CoordinateReference.Find(wkt);
        return reference?.Name() ?? (reference is null ? null : wkt);
    }
}
