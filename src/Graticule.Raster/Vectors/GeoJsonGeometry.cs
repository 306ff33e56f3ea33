using System.Globalization;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;

namespace Graticule.Raster.Vectors;

/// <summary>Geometries as GeoJSON has them. What follows x and y in a position is left out. Places of faults are seen from the geometry.</summary>
internal static class GeoJsonGeometry
{
    /// <summary>Nesting of collections that is followed.</summary>
    private const int Deepest = 32;

    private static readonly GeometryFactory Factory = new();

    internal static Geometry Read(JsonObject node, int depth = 0)
    {
        var type = GeoJson.TypeOf(node);
        if (type is "Feature" or "FeatureCollection")
        {
            throw new GeoJsonException(".type", $"A {type} is not a geometry");
        }

        if (type == "GeometryCollection")
        {
            return depth < Deepest
                ? Factory.CreateGeometryCollection(Within(".geometries", node["geometries"], parts => Parts(parts, part => part is JsonObject geometry
                    ? Read(geometry, depth + 1)
                    : throw new GeoJsonException("", "A GeometryCollection holds objects"))))
                : throw new GeoJsonException("", $"Collections are nested deeper than {Deepest}");
        }

        return Within<Geometry>(".coordinates", node["coordinates"], coordinates => type switch
        {
            "Point" => coordinates is JsonArray { Count: 0 } ? Factory.CreatePoint() : Factory.CreatePoint(Position(coordinates)),
            "MultiPoint" => Factory.CreateMultiPointFromCoords(Parts(coordinates, Position)),
            "LineString" => Line(coordinates),
            "MultiLineString" => Factory.CreateMultiLineString(Parts(coordinates, Line)),
            "Polygon" => Polygon(coordinates),
            _ => Factory.CreateMultiPolygon(Parts(coordinates, Polygon)),
        });
    }

    private static LineString Line(JsonNode? node)
    {
        var positions = Parts(node, Position);
        return positions.Length != 1 ? Factory.CreateLineString(positions) : throw new GeoJsonException("", "A line has two positions or more");
    }

    private static Polygon Polygon(JsonNode? node)
    {
        var rings = Parts(node, Ring);
        return rings.Length == 0 ? Factory.CreatePolygon() : Factory.CreatePolygon(rings[0], rings[1..]);
    }

    /// <summary>A ring that was left open is closed.</summary>
    private static LinearRing Ring(JsonNode? node)
    {
        var positions = Parts(node, Position);
        if (positions.Length > 0 && !positions[0].Equals2D(positions[^1]))
        {
            positions = [.. positions, positions[0].Copy()];
        }

        return positions.Length is 0 or > 3 ? Factory.CreateLinearRing(positions) : throw new GeoJsonException("", "A ring has three different positions or more");
    }

    private static Coordinate Position(JsonNode? node) =>
        node is JsonArray { Count: >= 2 } position && Number(position[0]) is { } x && Number(position[1]) is { } y
            ? new Coordinate(x, y)
            : throw new GeoJsonException("", "A position is an array of two numbers or more");

    private static double? Number(JsonNode? node)
    {
        if (node is JsonValue value && value.TryGetValue<double>(out var number) && double.IsFinite(number))
        {
            return number;
        }

        return node is JsonValue whole && whole.TryGetValue<long>(out var integer) ? integer : null;
    }

    private static T[] Parts<T>(JsonNode? node, Func<JsonNode?, T> read)
    {
        var array = node as JsonArray ?? throw new GeoJsonException("", "An array is needed");
        var parts = new T[array.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            try
            {
                parts[i] = read(array[i]);
            }
            catch (GeoJsonException exception)
            {
                throw exception.Within(string.Create(CultureInfo.InvariantCulture, $"[{i}]"));
            }
        }

        return parts;
    }

    private static T Within<T>(string member, JsonNode? node, Func<JsonNode?, T> read)
    {
        try
        {
            return read(node);
        }
        catch (GeoJsonException exception)
        {
            throw exception.Within(member);
        }
    }
}
