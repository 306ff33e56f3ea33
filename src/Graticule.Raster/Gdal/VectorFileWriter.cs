namespace Graticule.Raster.Gdal;

/// <summary>Writes vector files with GDAL.</summary>
internal static unsafe class VectorFileWriter
{
    private const int AnyGeometry = 0;

    /// <summary>Writes a new file.</summary>
    /// <param name="path">Replaced if it is there.</param>
    /// <param name="driver">Such as <c>GPKG</c>.</param>
    /// <param name="layers">With different names.</param>
    /// <exception cref="GdalException">It cannot be written.</exception>
    internal static void Write(string path, string driver, IEnumerable<VectorTable> layers)
    {
        GdalDrivers.EnsureVectors();
        GdalErrors.Clear();
        File.Delete(path);
        using var none = new StringListHandle();
        using (var dataset = Native.GDALCreate(GdalDrivers.Get(driver), path, 0, 0, 0, 0, none))
        {
            if (dataset.IsInvalid)
            {
                throw Failure();
            }

            foreach (var layer in layers)
            {
                Write(dataset, layer);
            }
        }

        if (GdalErrors.Any)
        {
            throw Failure();
        }

        GdalException Failure() => new($"The {driver} output cannot be written: {GdalErrors.Take(path)}.");
    }

    private static void Write(DatasetHandle dataset, VectorTable table)
    {
        using var reference = table.ReferenceSystem is null ? null : ReferenceSystems.Open(table.ReferenceSystem);
        using var unknown = new ReferenceHandle();
        using var none = new StringListHandle();
        var layer = Native.GDALDatasetCreateLayer(dataset, table.Name, reference?.Handle ?? unknown, AnyGeometry, none);
        if (layer == 0)
        {
            throw new GdalException($"The layer '{table.Name}' cannot be written: {GdalErrors.Take()}.");
        }

        foreach (var column in table.Columns)
        {
            AddColumn(layer, column);
        }

        var definition = Native.OGR_L_GetLayerDefn(layer);

        // Without a transaction GDAL would begin one itself, or write each feature for itself.
        _ = Native.GDALDatasetStartTransaction(dataset, 0);
        foreach (var row in table.Rows)
        {
            AddRow(layer, definition, table.Columns, row);
        }

        _ = Native.GDALDatasetCommitTransaction(dataset);
    }

    private static void AddColumn(nint layer, VectorColumn column)
    {
        var field = Native.OGR_Fld_Create(column.Name, column.Kind switch
        {
            VectorColumnKind.Number => Native.FieldReal,
            VectorColumnKind.Whole => Native.FieldInteger64,
            VectorColumnKind.Truth => Native.FieldInteger,
            _ => Native.FieldString,
        });
        if (column.Kind == VectorColumnKind.Truth)
        {
            Native.OGR_Fld_SetSubType(field, Native.FieldSubtypeBoolean);
        }

        var error = Native.OGR_L_CreateField(layer, field, 0);
        Native.OGR_Fld_Destroy(field);
        if (error != 0)
        {
            throw new GdalException($"The field '{column.Name}' cannot be written: {GdalErrors.Take()}.");
        }
    }

    private static void AddRow(nint layer, nint definition, IReadOnlyList<VectorColumn> columns, VectorRow row)
    {
        var feature = Native.OGR_F_Create(definition);
        try
        {
            for (var i = 0; i < columns.Count; i++)
            {
                Set(feature, i, columns[i].Kind, row.Values[i]);
            }

            if (row.Geometry is { } wkb)
            {
                fixed (byte* bytes = wkb)
                {
                    if (Native.OGR_G_CreateFromWkb(bytes, 0, out var geometry, wkb.Length) == 0)
                    {
                        _ = Native.OGR_F_SetGeometryDirectly(feature, geometry);
                    }
                }
            }

            if (Native.OGR_L_CreateFeature(layer, feature) != 0)
            {
                throw new GdalException($"A feature cannot be written: {GdalErrors.Take()}.");
            }
        }
        finally
        {
            Native.OGR_F_Destroy(feature);
        }
    }

    private static void Set(nint feature, int field, VectorColumnKind kind, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case double number when kind == VectorColumnKind.Whole:
                Native.OGR_F_SetFieldInteger64(feature, field, (long)number);
                break;
            case double number when kind == VectorColumnKind.Number:
                Native.OGR_F_SetFieldDouble(feature, field, number);
                break;
            case bool truth when kind == VectorColumnKind.Truth:
                Native.OGR_F_SetFieldInteger64(feature, field, truth ? 1 : 0);
                break;
            default:
                Native.OGR_F_SetFieldString(feature, field, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!);
                break;
        }
    }
}
