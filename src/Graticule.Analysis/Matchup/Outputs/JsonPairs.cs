using System.Text.Encodings.Web;
using System.Text.Json;
using Graticule.Analysis.Matchup.Results;

namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>Pairs as one JSON object: what was asked for, the variables of both sides, and a list of flat objects with the columns that the CSV has.</summary>
internal static class JsonPairs
{
    /// <summary>Bytes that are held before they are written.</summary>
    internal const int Held = 1 << 16;

    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    internal static void Write(PairSet set, Stream stream, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var facts = PairFacts.Of(set, cancellationToken);
        var fields = new PairFields(set, facts);
        using var json = new Utf8JsonWriter(stream, Options);
        var names = Names(fields);
        var sink = new JsonFields(json);
        json.WriteStartObject();
        json.WritePropertyName("request");
        set.Request.WriteTo(json);
        json.WriteNumber("primaries", facts.Primaries);
        json.WriteNumber("pairs_count", facts.Pairs);
        WriteSide(json, "primary", set.Primary, facts.PrimaryVariables);
        WriteSide(json, "secondary", set.Secondary, facts.SecondaryVariables);
        json.WriteStartArray("pairs");
        foreach (var (point, matches) in set.Walk(progress, cancellationToken))
        {
            foreach (var match in matches)
            {
                json.WriteStartObject();
                sink.Begin(names);
                fields.PutPrimary(point, sink);
                fields.PutSecondary(match.Secondary, sink);
                fields.PutPair(match, sink);
                json.WriteEndObject();
                if (json.BytesPending > Held)
                {
                    json.Flush();
                }
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static JsonEncodedText[] Names(PairFields fields) =>
        [.. fields.Columns.Select(column => JsonEncodedText.Encode(column.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];

    private static void WriteSide(Utf8JsonWriter json, string name, MatchSide side, int[] variables)
    {
        json.WriteStartObject(name);
        json.WriteString("dataset", side.Dataset);
        json.WriteStartArray("variables");
        foreach (var variable in variables.Select(index => side.Variables[index]))
        {
            json.WriteStartObject();
            json.WriteString("name", variable.Name);
            json.WriteString("standard_name", variable.StandardName);
            json.WriteString("long_name", variable.LongName);
            json.WriteString("units", variable.Units);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
