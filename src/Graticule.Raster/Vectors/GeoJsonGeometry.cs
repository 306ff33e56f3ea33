using System.Globalization;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;

namespace Graticule.Raster.Vectors;

/// <summary>Geometries as GeoJSON has them. What follows x and y in a position is left out.</summary>
internal static class GeoJsonGeometry
{
    /// <summary>Nesting of collections that is followed.</summary>
    private const int Deepest = 32;

    private static readonly GeometryFactory Factory = new();

    internal static Geometry Read(JsonObject node, string place, int depth = 0)
    {
        var type = GeoJson.TypeOf(node, place);
        if (type == "GeometryCollection")
        {
            return depth < Deepest
                ? Factory.CreateGeometryCollection([.. Parts(node["geometries"], place + ".geometries", (part, at) => part is JsonObject geometry
                    ? Read(geometry, at, depth + 1)
                    : throw new GeoJsonException(at, "A GeometryCollection holds objects"))])
                : throw new GeoJsonException(place, $"Collections are nested deeper than {Deepest}");
        }

        var coordinates = node["coordinates"];
        var at = place + ".coordinates";
        return type switch
        {
            "Point" => coordinates is JsonArray { Count: 0 } ? Factory.CreatePoint() : Factory.CreatePoint(Position(coordinates, at)),
            "MultiPoint" => Factory.CreateMultiPointFromCoords(Positions(coordinates, at)),
            "LineString" => Line(coordinates, at),
            "MultiLineString" => Factory.CreateMultiLineString([.. Parts(coordinates, at, Line)]),
            "Polygon" => Polygon(coordinates, at),
            "MultiPolygon" => Factory.CreateMultiPolygon([.. Parts(coordinates, at, Polygon)]),
            _ => throw new GeoJsonException(place + ".type", $"A {type} is not a geometry"),
        };
    }

    private static LineString Line(JsonNode? node, string place)
    {
        var positions = Positions(node, place);
        return positions.Length != 1 ? Factory.CreateLineString(positions) : throw new GeoJsonException(place, "A line has two positions or more");
    }

    private static Polygon Polygon(JsonNode? node, string place)
    {
        var rings = Parts(node, place, Ring).ToList();
        return rings.Count == 0 ? Factory.CreatePolygon() : Factory.CreatePolygon(rings[0], [.. rings.Skip(1)]);
    }

    /// <summary>A ring that was left open is closed.</summary>
    private static LinearRing Ring(JsonNode? node, string place)
    {
        var positions = Positions(node, place);
        if (positions.Length > 0 && !positions[0].Equals2D(positions[^1]))
        {
            positions = [.. positions, positions[0].Copy()];
        }

        return positions.Length is 0 or > 3 ? Factory.CreateLinearRing(positions) : throw new GeoJsonException(place, "A ring has three different positions or more");
    }

    private static Coordinate[] Positions(JsonNode? node, string place) => [.. Parts(node, place, Position)];

    private static Coordinate Position(JsonNode? node, string place) =>
        node is JsonArray { Count: >= 2 } position && Number(position[0]) is { } x && Number(position[1]) is { } y
            ? new Coordinate(x, y)
            : throw new GeoJsonException(place, "A position is an array of two numbers or more");

    private static double? Number(JsonNode? node)
    {
        if (node is JsonValue value && value.TryGetValue<double>(out var number) && double.IsFinite(number))
        {
            return number;
        }

        return node is JsonValue whole && whole.TryGetValue<long>(out var integer) ? integer : null;
    }

    private static IEnumerable<T> Parts<T>(JsonNode? node, string place, Func<JsonNode?, string, T> read) => node is JsonArray array
        ? array.Select((part, i) => read(part, string.Create(CultureInfo.InvariantCulture, $"{place}[{i}]")))
        : throw new GeoJsonException(place, "An array is needed");
}
