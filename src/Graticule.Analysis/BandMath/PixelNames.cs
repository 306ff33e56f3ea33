using System.Text.Json.Nodes;
using Graticule.Raster.Pixels;

namespace Graticule.Analysis.BandMath;

/// <summary>What the process calls the types of samples: OTB's names.</summary>
internal static class PixelNames
{
    public const string Usual = "float";

    private static readonly (string Name, PixelType Type)[] Table =
    [
        ("uint8", PixelType.UInt8),
        ("uint16", PixelType.UInt16),
        ("int16", PixelType.Int16),
        ("uint32", PixelType.UInt32),
        ("int32", PixelType.Int32),
        ("float", PixelType.Float32),
        ("double", PixelType.Float64),
    ];

    public static PixelType TypeOf(string name) => Table.Single(row => row.Name == name).Type;

    public static bool Knows(string name) => Array.Exists(Table, row => row.Name == name);

    public static string NameOf(PixelType type) => Table.Single(row => row.Type == type).Name;

    public static JsonObject Schema() => new()
    {
        ["type"] = "string",
        ["default"] = Usual,
        ["enum"] = new JsonArray([.. Table.Select(row => JsonValue.Create(row.Name))]),
    };
}
