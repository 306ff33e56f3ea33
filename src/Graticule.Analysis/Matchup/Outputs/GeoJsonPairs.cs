using System.Text.Json;

namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>Pairs as GeoJSON (RFC 7946): a feature for each, its geometry the line from the primary to the secondary, its properties the columns that the CSV has.</summary>
internal static class GeoJsonPairs
{
    internal static void Write(PairSet set, Stream stream, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var fields = new PairFields(set, PairFacts.Of(set, cancellationToken));
        using var json = new Utf8JsonWriter(stream, JsonPairs.Options);
        var names = JsonPairs.Names(fields);
        var sink = new JsonFields(json);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var (point, matches) in set.Walk(progress, cancellationToken))
        {
            foreach (var match in matches)
            {
                json.WriteStartObject();
                json.WriteString("type", "Feature");
                WriteGeometry(json, PairLine.Of(point, match.Secondary));
                json.WriteStartObject("properties");
                sink.Begin(names);
                fields.PutPrimary(point, sink);
                fields.PutSecondary(match.Secondary, sink);
                fields.PutPair(match, sink);
                json.WriteEndObject();
                json.WriteEndObject();
                if (json.BytesPending > JsonPairs.Held)
                {
                    json.Flush();
                }
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteGeometry(Utf8JsonWriter json, PairLine line)
    {
        json.WriteStartObject("geometry");
        json.WriteString("type", line.Kind);
        json.WritePropertyName("coordinates");
        if (line.Parts.Length > 1)
        {
            json.WriteStartArray();
        }

        foreach (var part in line.Parts)
        {
            WritePart(json, part);
        }

        if (line.Parts.Length > 1)
        {
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter json, (double X, double Y)[] part)
    {
        if (part.Length == 1)
        {
            WritePlace(json, part[0]);
            return;
        }

        json.WriteStartArray();
        foreach (var place in part)
        {
            WritePlace(json, place);
        }

        json.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter json, (double X, double Y) place)
    {
        json.WriteStartArray();
        json.WriteNumberValue(place.X);
        json.WriteNumberValue(place.Y);
        json.WriteEndArray();
    }
}
