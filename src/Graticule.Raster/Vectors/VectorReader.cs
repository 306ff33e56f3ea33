using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Raster.Gdal;
using NetTopologySuite.IO;

namespace Graticule.Raster.Vectors;

/// <summary>Reads vector files of the local disk: GeoJSON, GeoPackage, FlatGeobuf.</summary>
public static class VectorReader
{
    /// <summary>Most bytes of a GeoJSON file, which is read whole.</summary>
    private const long MostJson = 256L << 20;

    /// <summary>The features of a file.</summary>
    /// <param name="path">Of a local file.</param>
    /// <param name="layer">Name of a layer; null: the only one.</param>
    /// <exception cref="RasterFileException">It is not such a file, or the layer is not told.</exception>
    /// <exception cref="GeoJsonException">It is JSON, but not GeoJSON.</exception>
    public static FeatureCollection Read(string path, string? layer = null)
    {
        var file = RasterPath.Check(path);
        return IsJson(file) ? ReadJson(file) : Choose(VectorFileReader.Read(file), Path.GetFileName(file), layer);
    }

    private static FeatureCollection Choose(IReadOnlyList<VectorTable> tables, string name, string? layer)
    {
        var chosen = tables.Where(table => layer is null || table.Name == layer).ToList();
        if (chosen.Count == 1)
        {
            return FeaturesOf(chosen[0]);
        }

        var advice = layer is null ? "name one of them" : $"'{layer}' is not among them";
        throw new RasterFileException(name, $"'{name}' has the layers {string.Join(", ", tables.Select(table => table.Name).DefaultIfEmpty("none"))}; {advice}.");
    }

    private static FeatureCollection FeaturesOf(VectorTable table)
    {
        var reader = new WKBReader();
        return new([.. table.Rows.Select(row => new Feature(
            row.Geometry is null ? null : reader.Read(row.Geometry),
            table.Columns.Select((column, i) => (column.Name, Value: row.Values[i])).ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal)) { Id = row.Id })],
            table.ReferenceSystem ?? ReferenceSystems.LongitudeLatitude);
    }

    private static bool IsJson(string file)
    {
        using var stream = File.OpenRead(file);
        Span<byte> start = stackalloc byte[64];
        var text = System.Text.Encoding.UTF8.GetString(start[..stream.Read(start)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return text.StartsWith('{');
    }

    private static FeatureCollection ReadJson(string file)
    {
        var name = Path.GetFileName(file);
        if (new FileInfo(file).Length > MostJson)
        {
            throw new RasterFileException(name, $"'{name}' is larger than {MostJson >> 20} MiB; give it as GeoPackage or FlatGeobuf.");
        }

        try
        {
            using var stream = File.OpenRead(file);
            return GeoJson.Read(JsonNode.Parse(stream));
        }
        catch (JsonException exception)
        {
            throw new RasterFileException(name, $"'{name}' is not JSON: {exception.Message}");
        }
    }
}
