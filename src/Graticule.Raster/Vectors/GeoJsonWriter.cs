using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using Graticule.Raster.Gdal;
using NetTopologySuite.Geometries;

namespace Graticule.Raster.Vectors;

/// <summary>Writes GeoJSON (RFC 7946), in longitude and latitude.</summary>
public static class GeoJsonWriter
{
    /// <summary>Writes a collection to a file.</summary>
    public static void Write(string path, VectorLayer layer)
    {
        using var stream = File.Create(path);
        Write(stream, layer);
    }

    /// <summary>Writes a collection.</summary>
    /// <exception cref="GdalException">There is no way from the features' reference system to longitude and latitude.</exception>
    public static void Write(Stream stream, VectorLayer layer)
    {
        var features = GeometryTransform.To(layer.Features, ReferenceSystems.LongitudeLatitude);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteString("name", layer.Name);
        json.WriteStartArray("features");
        foreach (var feature in features.Features)
        {
            WriteFeature(json, feature);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFeature(Utf8JsonWriter json, Feature feature)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        if (feature.Id is not null)
        {
            json.WriteString("id", feature.Id);
        }

        json.WriteStartObject("properties");
        foreach (var (name, value) in feature.Properties)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
        json.WritePropertyName("geometry");
        if (feature.Geometry is null)
        {
            json.WriteNullValue();
        }
        else
        {
            WriteGeometry(json, feature.Geometry);
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case IEnumerable items:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    WriteValue(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static void WriteGeometry(Utf8JsonWriter json, Geometry geometry)
    {
        json.WriteStartObject();
        json.WriteString("type", geometry.GeometryType == "LinearRing" ? "LineString" : geometry.GeometryType);
        if (geometry is GeometryCollection collection and not (MultiPoint or MultiLineString or MultiPolygon))
        {
            json.WriteStartArray("geometries");
            foreach (var part in collection.Geometries)
            {
                WriteGeometry(json, part);
            }

            json.WriteEndArray();
        }
        else
        {
            json.WritePropertyName("coordinates");
            WriteCoordinates(json, geometry);
        }

        json.WriteEndObject();
    }

    private static void WriteCoordinates(Utf8JsonWriter json, Geometry geometry)
    {
        if (geometry is Point { IsEmpty: false } point)
        {
            WritePosition(json, point.X, point.Y);
            return;
        }

        json.WriteStartArray();
        switch (geometry)
        {
            case GeometryCollection parts:
                Array.ForEach(parts.Geometries, part => WriteCoordinates(json, part));
                break;
            case Polygon { IsEmpty: false } polygon:
                WriteRing(json, polygon.ExteriorRing, isHole: false);
                Array.ForEach(polygon.InteriorRings, hole => WriteRing(json, hole, isHole: true));
                break;
            case LineString line:
                WritePositions(json, line.CoordinateSequence);
                break;
            default:
                break;
        }

        json.WriteEndArray();
    }

    /// <summary>The standard has exterior rings run against the clock and holes with it.</summary>
    private static void WriteRing(Utf8JsonWriter json, LineString ring, bool isHole)
    {
        var line = NetTopologySuite.Algorithm.Orientation.IsCCW(ring.CoordinateSequence) != isHole ? ring : (LineString)ring.Reverse();
        json.WriteStartArray();
        WritePositions(json, line.CoordinateSequence);
        json.WriteEndArray();
    }

    private static void WritePositions(Utf8JsonWriter json, CoordinateSequence sequence)
    {
        for (var i = 0; i < sequence.Count; i++)
        {
            WritePosition(json, sequence.GetX(i), sequence.GetY(i));
        }
    }

    private static void WritePosition(Utf8JsonWriter json, double x, double y)
    {
        json.WriteStartArray();
        json.WriteNumberValue(x);
        json.WriteNumberValue(y);
        json.WriteEndArray();
    }
}
