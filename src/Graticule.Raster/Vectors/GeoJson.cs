using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Raster.Gdal;
using NetTopologySuite.Geometries;

namespace Graticule.Raster.Vectors;

/// <summary>Reads GeoJSON (RFC 7946), and the member <c>crs</c> of its predecessor of 2008, which many programs still write.</summary>
public static class GeoJson
{
    private static readonly string[] GeometryTypes =
        ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"];

    /// <summary>Whether an object says that it is of one of GeoJSON's types.</summary>
    public static bool IsType(string? type) => type is "Feature" or "FeatureCollection" || GeometryTypes.Contains(type, StringComparer.Ordinal);

    /// <summary>Reads a collection, a feature, or a geometry, which becomes one feature.</summary>
    /// <exception cref="GeoJsonException">It is none of these.</exception>
    public static FeatureCollection Read(JsonNode? node)
    {
        var root = node as JsonObject ?? throw new GeoJsonException("$", "GeoJSON is an object");
        try
        {
            var type = TypeOf(root);
            var system = ReferenceSystemOf(root["crs"], ".crs");
            return type switch
            {
                "FeatureCollection" => new(FeaturesOf(root), system),
                "Feature" => new([ReadFeature(root)], system),
                _ => new([new(GeoJsonGeometry.Read(root), new Dictionary<string, object?>(StringComparer.Ordinal))], system),
            };
        }
        catch (GeoJsonException exception)
        {
            throw exception.Within("$");
        }
    }

    internal static string TypeOf(JsonObject node) =>
        node["type"] is JsonValue value && value.TryGetValue<string>(out var type) && IsType(type)
            ? type
            : throw new GeoJsonException(".type", $"The type must be Feature, FeatureCollection, {string.Join(", ", GeometryTypes)}");

    private static Feature[] FeaturesOf(JsonObject root)
    {
        JsonNode?[] nodes = [.. root["features"] as JsonArray ?? throw new GeoJsonException(".features", "A FeatureCollection has an array of features")];
        try
        {
            return [.. nodes.AsParallel().AsOrdered().Select(ReadFeature)];
        }
        catch (AggregateException)
        {
            // Of several faults the first feature's is told, whichever thread met one first.
            return [.. nodes.Select(ReadFeature)];
        }
    }

    private static Feature ReadFeature(JsonNode? node, int position)
    {
        try
        {
            return node is JsonObject feature && TypeOf(feature) == "Feature"
                ? ReadFeature(feature)
                : throw new GeoJsonException("", "A FeatureCollection holds objects of the type Feature");
        }
        catch (GeoJsonException exception)
        {
            throw exception.Within(string.Create(CultureInfo.InvariantCulture, $".features[{position}]"));
        }
    }

    private static Feature ReadFeature(JsonObject feature)
    {
        var geometry = feature["geometry"] switch
        {
            null => null,
            JsonObject node => ReadGeometry(node),
            _ => throw new GeoJsonException(".geometry", "The geometry of a Feature is an object or null"),
        };
        var properties = feature["properties"] switch
        {
            null => [],
            JsonObject node => node,
            _ => throw new GeoJsonException(".properties", "The properties of a Feature are an object or null"),
        };
        return new(geometry, properties.ToDictionary(property => property.Key, property => Value(property.Value), StringComparer.Ordinal))
        {
            Id = feature["id"] is JsonValue id ? id.ToString() : null,
        };
    }

    private static Geometry ReadGeometry(JsonObject node)
    {
        try
        {
            return GeoJsonGeometry.Read(node);
        }
        catch (GeoJsonException exception)
        {
            throw exception.Within(".geometry");
        }
    }

    /// <summary>A number, a text, a truth or null; what is nested stays as JSON.</summary>
    private static object? Value(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Number => node.AsValue().TryGetValue<double>(out var number) ? number : Convert.ToDouble(node.GetValue<object>(), CultureInfo.InvariantCulture),
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => (node as JsonArray)!.Select(Value).ToList(),
        null or JsonValueKind.Null => null,
        _ => node.ToJsonString(),
    };

    /// <summary>Longitude and latitude unless the old member says otherwise; x is first in any case.</summary>
    private static string ReferenceSystemOf(JsonNode? crs, string place)
    {
        if (crs is null)
        {
            return ReferenceSystems.LongitudeLatitude;
        }

        var name = (crs as JsonObject)?["properties"]?["name"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        var parts = name?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var plain = name is not null && name.StartsWith("urn:ogc:def:crs:", StringComparison.OrdinalIgnoreCase) ? $"{parts[4]}:{parts[^1]}" : name;
        return plain switch
        {
            null => throw new GeoJsonException(place, "The member crs must hold properties.name"),
            "OGC:CRS84" => ReferenceSystems.LongitudeLatitude,
            _ when ReferenceSystems.IsKnown(plain) => plain,
            _ => throw new GeoJsonException(place + ".properties.name", $"The coordinate reference system '{name}' is not known; EPSG:32632 would be, for instance"),
        };
    }
}
