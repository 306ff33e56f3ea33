using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace Graticule.Raster.Gdal;

/// <summary>Descriptions of arrays of Zarr version 3 in the words of version 2.</summary>
internal static class ZarrWords
{
    /// <summary>The description of an array; null where version 2 has no words for it.</summary>
    internal static JsonObject? Describe(JsonObject node, out string problem)
    {
        problem = "";
        var rank = (node["shape"] as JsonArray)?.Count ?? 0;
        var (order, endian, compressor) = ("C", "<", (JsonObject?)null);
        foreach (var codec in node["codecs"]?.AsArray() ?? [])
        {
            var (name, configuration) = (Name(codec), codec as JsonObject is { } full ? full["configuration"] : null);
            switch (name)
            {
                case "bytes" or "endian":
                    endian = (string?)configuration?["endian"] == "big" ? ">" : "<";
                    break;
                case "transpose" when IsReversed(configuration?["order"], rank):
                    order = "F";
                    break;
                case "gzip" or "zlib" or "zstd" when compressor is null:
                    compressor = new() { ["id"] = name, ["level"] = 1 };
                    break;
                case "blosc" when compressor is null:
                    compressor = new() { ["id"] = "blosc", ["cname"] = (string?)configuration?["cname"] ?? "lz4", ["clevel"] = 5, ["shuffle"] = Shuffle((string?)configuration?["shuffle"]), ["blocksize"] = 0 };
                    break;
                default:
                    problem = $"codec '{name}'";
                    return null;
            }
        }

        if (Type(Name(node["data_type"]), endian) is not { } type || node["chunk_grid"]?["configuration"]?["chunk_shape"] is not { } chunks)
        {
            problem = $"data type '{Name(node["data_type"])}'";
            return null;
        }

        var isFlat = (string?)node["chunk_key_encoding"]?["configuration"]?["separator"] == "." || (IsOld(node) && (string?)node["chunk_key_encoding"]?["configuration"]?["separator"] is null);
        return new()
        {
            ["zarr_format"] = 2,
            ["shape"] = node["shape"]!.DeepClone(),
            ["chunks"] = chunks.DeepClone(),
            ["dtype"] = type,
            ["compressor"] = compressor,
            ["fill_value"] = Fill(node["fill_value"]),
            ["order"] = order,
            ["filters"] = null,
            ["dimension_separator"] = isFlat ? "." : "/",
        };
    }

    /// <summary>The attributes of an array, with the names of its dimensions among them.</summary>
    internal static JsonObject Attributes(JsonObject node)
    {
        var attributes = node["attributes"]?.DeepClone().AsObject() ?? [];
        if (node["dimension_names"] is JsonArray names)
        {
            attributes["_ARRAY_DIMENSIONS"] = names.DeepClone();
        }

        // xarray writes the fill value of numbers with a point as the bytes of a double.
        if (attributes["_FillValue"] is JsonValue value && value.TryGetValue<string>(out var text) && Name(node["data_type"])!.StartsWith("float", StringComparison.Ordinal))
        {
            Span<byte> bytes = stackalloc byte[8];
            attributes.Remove("_FillValue");
            if (Convert.TryFromBase64String(text, bytes, out var length) && length == bytes.Length && BinaryPrimitives.ReadDoubleLittleEndian(bytes) is var number && double.IsFinite(number))
            {
                attributes["_FillValue"] = number;
            }
        }

        return attributes;
    }

    private static bool IsOld(JsonObject node) => (string?)node["chunk_key_encoding"]?["name"] == "v2";

    private static string? Name(JsonNode? node) => node is JsonObject named ? (string?)named["name"] : (string?)node;

    private static string? Type(string? name, string endian) => name switch
    {
        "bool" => "|b1",
        "int8" => "|i1",
        "uint8" => "|u1",
        "int16" or "int32" or "int64" or "uint16" or "uint32" or "uint64" or "float32" or "float64" =>
            $"{endian}{name[0]}{int.Parse(name.TrimStart('i', 'n', 't', 'u', 'f', 'l', 'o', 'a'), System.Globalization.CultureInfo.InvariantCulture) / 8}",
        _ => null,
    };

    /// <summary>In version 3 every array has a value for blocks that are absent, mostly zero, which does not stand for nothing as it does in version 2.</summary>
    private static JsonNode? Fill(JsonNode? fill) =>
        fill is JsonValue value && value.TryGetValue<double>(out var number) && number == 0 ? null
        : fill is JsonValue flag && flag.TryGetValue<bool>(out _) ? null
        : fill?.DeepClone();

    private static int Shuffle(string? name) => name switch { "shuffle" => 1, "bitshuffle" => 2, _ => 0 };

    private static bool IsReversed(JsonNode? order, int rank) =>
        (string?)(order as JsonValue) == "F" || (order is JsonArray places && places.Select(place => (int)place!).SequenceEqual(Enumerable.Range(0, rank).Reverse()));
}
