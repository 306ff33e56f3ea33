using Graticule.Raster.Cubes;
using Graticule.Raster.Formats;
using Graticule.Raster.Tables;
using Graticule.Raster.Vectors;
using NetTopologySuite.IO;

namespace Graticule.Raster.CubeFormats;

/// <summary>Parquet: the table that CSV has, with types, and with the geometries of vector cubes as GeoParquet.</summary>
internal static class ParquetFormat
{
    private const double ShareOfReading = 0.7;

    /// <summary>Of the column that readers look for first.</summary>
    private const string GeometryName = "geometry";

    internal static CubeFormat Format { get; } = new(
        "Parquet", "Apache Parquet", ".parquet", "application/vnd.apache.parquet", (shape, _) => CellAxes.NeedFew(shape, "Parquet"), Write)
    {
        Description = "A table with one row for each geometry or pixel and each date. Its columns are the labels of the dimensions (dates as timestamps), the properties of the "
            + "geometries, and one column for each band. The geometries of vector data cubes are one more column (GeoParquet 1.1). Nodata is null.",
        GisDataTypes = ["vector", "table", "raster"],
        Parameters =
        [
            new("compress", "string", "How pages are compressed.") { Default = "GZIP", Values = ["GZIP", "NONE"] },
            CommonParameters.Prefix,
        ],
    };

    private static IReadOnlyList<WrittenFile> Write(CubeWork work, FormatOptions options)
    {
        var cube = CellAxes.Load(work, ShareOfReading);
        var target = Path.Combine(work.Folder, TimeSlices.Safe(CommonParameters.NameOf(work, options)) + Format.Extension);
        using var part = new PartialFile(target);
        WriteTable(part.Path, cube, options.Text("compress") != "NONE", work.CancellationToken);
        part.Commit();
        work.Progress?.Report(1);
        return [CubeFacts.Describe(new(Path.GetFileName(target), Format.MediaType) { Title = "Table" }, cube.Shape)];
    }

    private static void WriteTable(string path, MemoryCube cube, bool isCompressed, CancellationToken cancellationToken)
    {
        var rows = new CellRows(cube);
        var columns = new TableColumns(rows, hasCells: !IsBare(cube));
        var features = rows.Along.Select(along => along.Dimension.Features).FirstOrDefault(found => found is not null);
        if (features is null)
        {
            using var table = new ParquetFile(path, columns.All, isCompressed);
            Fill(table, rows, row => [.. columns.Of(row)], cancellationToken);
            return;
        }

        // The dimension has the name, too, and its labels are numbers.
        var names = CellRows.Unique([GeometryName, .. columns.All.Select(column => IsGeometryName(column.Name) ? $"{column.Name}_id" : column.Name)]).Skip(1);
        using var places = new ParquetFile(
            path, [.. columns.All.Zip(names, (column, name) => column with { Name = name }), new(GeometryName, ColumnType.Bytes)], isCompressed);
        places.Facts[GeoParquet.Fact] = GeoParquet.Describe(GeometryName, features).ToJsonString();
        var encoded = Encode(features);
        Fill(places, rows, row => [.. columns.Of(row), row.Feature is { } feature ? encoded[feature] : null], cancellationToken);
    }

    /// <summary>A cube of geometries without values has nothing to tell about them.</summary>
    private static bool IsBare(MemoryCube cube) => cube.Shape.Dimensions is [{ Features: not null }] && Array.TrueForAll(cube.Values, Missing.Is);

    private static bool IsGeometryName(string name) => string.Equals(name, GeometryName, StringComparison.OrdinalIgnoreCase);

    private static void Fill(ParquetFile table, CellRows rows, Func<CellRow, object?[]> valuesOf, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            table.Add(valuesOf(row));
        }

        table.Finish();
    }

    private static Dictionary<Feature, byte[]?> Encode(FeatureCollection features)
    {
        var writer = new WKBWriter();
        var encoded = new Dictionary<Feature, byte[]?>(ReferenceEqualityComparer.Instance);
        foreach (var feature in features.Features)
        {
            encoded[feature] = feature.Geometry is null ? null : writer.Write(feature.Geometry);
        }

        return encoded;
    }
}
