using System.Text.Json.Serialization;

namespace Graticule.Raster.Observations.Points;

/// <summary>What a table says of itself, ahead of its columns.</summary>
internal sealed record PointTableHeader
{
    public required int Count { get; init; }

    /// <summary>West, south, east, north of all rows; empty: there are no rows.</summary>
    public required double[] Bounds { get; init; }

    public required IReadOnlyList<ObservedVariable> Variables { get; init; }

    public required IReadOnlyList<PointColumnEntry> Columns { get; init; }
}

/// <summary>Where a column lies.</summary>
/// <param name="Name">Unique in the table.</param>
/// <param name="Offset">Bytes from the end of the header.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Check">CRC-32C of its bytes.</param>
internal sealed record PointColumnEntry(string Name, long Offset, long Length, uint Check);

[JsonSerializable(typeof(PointTableHeader))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class PointTableJson : JsonSerializerContext;
