using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Raster.Vectors;

namespace Graticule.Analysis.Graphs;

/// <summary>GeoJSON in a graph: the one kind of constant that is large, and so is not taken apart until somebody asks for what is in it.</summary>
public static class GeoJsonLiteral
{
    private static readonly JsonWriterOptions Unchecked = new() { SkipValidation = true };

    /// <summary>Whether an object says that it is GeoJSON.</summary>
    public static bool Is(JsonObject members) => members["type"] is JsonValue value && value.TryGetValue<string>(out var type) && GeoJson.IsType(type);

    /// <summary>Whether it is, and nothing in it refers to nodes or parameters. Found in its text, which is ten times cheaper than to make its nodes.</summary>
    internal static bool IsConstant(JsonObject members)
    {
        if (!Is(members))
        {
            return false;
        }

        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, Unchecked))
        {
            members.WriteTo(writer);
        }

        return text.WrittenSpan.IndexOf("\"from_"u8) < 0 && text.WrittenSpan.IndexOf("\"process_graph\""u8) < 0;
    }
}
