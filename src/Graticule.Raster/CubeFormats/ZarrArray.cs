using System.Text;
using System.Text.Json.Nodes;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.CubeFormats;

/// <summary>An array of a Zarr store, version 2 of the specification: what <c>.zarray</c> and <c>.zattrs</c> say of it.</summary>
/// <param name="Name">Of its folder; a plain file name.</param>
/// <param name="Dimensions">Names of its dimensions, the last one fastest.</param>
/// <param name="Shape">Places along each dimension.</param>
/// <param name="Chunk">Places of a chunk along each dimension.</param>
/// <param name="Type">As NumPy writes types: <c>&lt;f4</c>.</param>
internal sealed record ZarrArray(string Name, IReadOnlyList<string> Dimensions, IReadOnlyList<int> Shape, IReadOnlyList<int> Chunk, string Type)
{
    private static readonly char Order = BitConverter.IsLittleEndian ? '<' : '>';

    /// <summary>What stands for nodata; null: nothing does.</summary>
    internal double? NoData { get; init; }

    /// <summary>1 to 9 of DEFLATE; null: chunks are not compressed.</summary>
    internal int? Level { get; init; }

    internal JsonObject Attributes { get; init; } = [];

    /// <summary>The type of numbers in the order of bytes of this machine.</summary>
    internal static string TypeOf(PixelType type) => type switch
    {
        PixelType.UInt8 => "|u1",
        PixelType.UInt16 or PixelType.UInt32 => $"{Order}u{type.Size()}",
        PixelType.Int16 or PixelType.Int32 => $"{Order}i{type.Size()}",
        _ => $"{Order}f{type.Size()}",
    };

    /// <summary>Texts as characters of 32 bits, all of the length of the longest, filled up with zeros.</summary>
    internal static (string Type, byte[] Samples) Encode(IReadOnlyList<string> texts)
    {
        var encoding = new UTF32Encoding(bigEndian: !BitConverter.IsLittleEndian, byteOrderMark: false);
        var encoded = texts.Select(encoding.GetBytes).ToList();
        var size = Math.Max(sizeof(int), encoded.Max(text => text.Length));
        var samples = new byte[size * encoded.Count];
        for (var i = 0; i < encoded.Count; i++)
        {
            encoded[i].CopyTo(samples.AsSpan(i * size));
        }

        return ($"{Order}U{size / sizeof(int)}", samples);
    }

    internal JsonObject WriteArray() => new()
    {
        ["zarr_format"] = 2,
        ["shape"] = List(Shape),
        ["chunks"] = List(Chunk),
        ["dtype"] = Type,
        ["compressor"] = Level is { } level ? new JsonObject { ["id"] = "zlib", ["level"] = level } : null,
        ["fill_value"] = NoData is { } noData ? double.IsNaN(noData) ? "NaN" : noData : null,
        ["order"] = "C",
        ["filters"] = null,
    };

    /// <summary>With the names of the dimensions where xarray looks for them.</summary>
    internal JsonObject WriteAttributes()
    {
        var attributes = Attributes.DeepClone().AsObject();
        attributes["_ARRAY_DIMENSIONS"] = new JsonArray([.. Dimensions.Select(name => (JsonNode)name)]);
        return attributes;
    }

    private static JsonArray List(IEnumerable<int> numbers) => new([.. numbers.Select(number => (JsonNode)number)]);
}
