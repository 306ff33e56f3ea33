using System.Text.Json;
using Graticule.Raster.Tables;

namespace Graticule.Raster.Observations.Points;

/// <summary>The column of places of a GeoParquet file: points as well-known binary, or as a structure of x and y.</summary>
internal sealed class GeoParquetPlaces
{
    private readonly ParquetTable _table;
    private readonly ParquetLeaf? _binary;
    private readonly (ParquetLeaf X, ParquetLeaf Y)? _pair;

    private GeoParquetPlaces(ParquetTable table, string column)
    {
        _table = table;
        _binary = table.Find(column) is { IsBytes: true } leaf ? leaf : null;
        _pair = table.Find(column + ".x") is { IsNumber: true } x && table.Find(column + ".y") is { IsNumber: true } y ? (x, y) : null;
    }

    /// <summary>Null: the file has no such column.</summary>
    /// <exception cref="ParquetException">Its places are in another reference system than longitude and latitude on WGS84, or no points.</exception>
    internal static GeoParquetPlaces? Find(ParquetTable table)
    {
        if (!table.Facts.TryGetValue("geo", out var text))
        {
            return null;
        }

        try
        {
            using var geo = JsonDocument.Parse(text);
            var name = geo.RootElement.GetProperty("primary_column").GetString()!;
            var column = geo.RootElement.GetProperty("columns").GetProperty(name);
            if (column.TryGetProperty("crs", out var crs) && crs.ValueKind == JsonValueKind.Object && !IsGeographic(crs))
            {
                throw new ParquetException("has its places in another reference system than longitude and latitude on WGS84 (OGC:CRS84)");
            }

            GeoParquetPlaces places = new(table, name);
            return places._binary is not null || places._pair is not null ? places : throw new ParquetException($"has no points in its column '{name}' of places");
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ParquetException("says in 'geo' nothing that GeoParquet knows", fault);
        }
    }

    /// <summary>Longitude and latitude of each row; NaN where it has no point.</summary>
    internal (double[] Longitudes, double[] Latitudes) Read(int group)
    {
        if (_pair is var (x, y))
        {
            return (_table.ReadNumbers(group, x), _table.ReadNumbers(group, y));
        }

        var points = _table.ReadBytes(group, _binary!);
        var (longitudes, latitudes) = (new double[points.Length], new double[points.Length]);
        for (var i = 0; i < points.Length; i++)
        {
            WkbPoint.TryRead(points[i] is { } bytes ? bytes.Span : default, out longitudes[i], out latitudes[i]);
        }

        return (longitudes, latitudes);
    }

    private static bool IsGeographic(JsonElement crs) =>
        crs.TryGetProperty("id", out var id) && id.TryGetProperty("code", out var code) && code.ToString() is "CRS84" or "CRS84h" or "4326" or "4979";
}
