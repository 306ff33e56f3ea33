using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Graphs.Specs;

/// <summary>What the subtypes of objects and arrays say beyond their schema.</summary>
internal static class SubtypeCheck
{
    private static readonly string[] Geometries = ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"];

    internal static Misfit? Check(JsonObject members, ValueSchema schema) => schema.Subtype switch
    {
        "process-graph" => members["process_graph"] is JsonObject ? null : new("must be a process: an object with the member 'process_graph'"),
        "geojson" => CheckGeoJson(members),
        "datacube" => CheckCube(members, schema),
        "bounding-box" => CheckBox(members),
        _ => members["process_graph"] is JsonObject && !schema.IsAny ? new($"must be {SchemaNouns.Of(schema)}, not a process") : null,
    };

    internal static Misfit? Check(JsonArray array, ValueSchema schema) => schema.Subtype switch
    {
        "temporal-interval" => CheckInterval(array),
        _ => null,
    };

    private static Misfit? CheckInterval(JsonArray interval)
    {
        if (interval is not [var start, var end])
        {
            return null;
        }

        if (start is null && end is null)
        {
            return new("must not be open at both ends; leave the interval out instead");
        }

        return Instant(start) is { } from && Instant(end) is { } to && to <= from
            ? new($"must end after its start; {start} is not before {end}", "TemporalExtentEmpty")
            : null;
    }

    /// <summary>Boxes across the antimeridian are not there.</summary>
    private static Misfit? CheckBox(JsonObject box) => (IsMore(box["west"], box["east"]), IsMore(box["south"], box["north"])) switch
    {
        (true, _) => new("must have a west that is not greater than its east; a box across the antimeridian is asked for in two parts"),
        (_, true) => new("must have a south that is not greater than its north"),
        _ => null,
    };

    private static bool IsMore(JsonNode? one, JsonNode? other) =>
        one?.GetValueKind() == JsonValueKind.Number && other?.GetValueKind() == JsonValueKind.Number && ValueCheck.Number(one) > ValueCheck.Number(other);

    /// <summary>JSON cannot hold a cube, but GeoJSON stands for a vector cube.</summary>
    private static Misfit? CheckCube(JsonObject members, ValueSchema schema) => schema.Dimensions.All(type => type == "geometry") && members.ContainsKey("type")
        ? CheckGeoJson(members)
        : new($"must be {SchemaNouns.Of(schema)}, which comes from a node or a parameter, not {SchemaNouns.Of(members)}");

    private static Misfit? CheckGeoJson(JsonObject members) => Text(members["type"]) switch
    {
        "FeatureCollection" => members["features"] is JsonArray features
            ? features.Select((feature, index) => CheckFeature(feature)?.In($".features[{index}]")).FirstOrDefault(misfit => misfit is not null)
            : new("must have the array 'features', as a GeoJSON FeatureCollection has"),
        "Feature" => CheckFeature(members),
        _ => CheckGeometry(members),
    };

    private static Misfit? CheckFeature(JsonNode? feature)
    {
        if (feature is not JsonObject members || Text(members["type"]) != "Feature" || !members.TryGetPropertyValue("geometry", out var geometry))
        {
            return new("must be a GeoJSON Feature with a 'geometry'");
        }

        return geometry is null ? null : CheckGeometry(geometry)?.In(".geometry");
    }

    private static Misfit? CheckGeometry(JsonNode? geometry) =>
        geometry is JsonObject members && Geometries.Contains(Text(members["type"]), StringComparer.Ordinal) && members["coordinates"] is JsonArray
            ? null
            : new($"must be a GeoJSON geometry: an object with 'type' ({string.Join(", ", Geometries)}) and 'coordinates'");

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static DateTimeOffset? Instant(JsonNode? value) => Text(value) is { } text ? TextCheck.Instant(text) : null;
}
