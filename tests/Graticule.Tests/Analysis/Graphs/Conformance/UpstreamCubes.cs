using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Raster.Cubes;

namespace Graticule.Tests.Analysis.Graphs.Conformance;

/// <summary>Cubes as upstream's tests write them: nested arrays, the first dimension of <c>order</c> outermost.</summary>
internal static class UpstreamCubes
{
    internal static MemoryCube Read(JsonObject cube)
    {
        var shape = new CubeShape(cube["order"]!.AsArray().Select(name => ReadDimension((string)name!, (JsonObject)cube["dimensions"]![(string)name!]!)));
        var values = new double[shape.Planes * shape.Width * shape.Height];
        var nodata = NodataOf(cube["nodata"]);
        Array.Fill(values, Missing.Value);
        Fill(cube["data"], [], (indices, cell) => values[PlaceOf(shape, indices)] = Cell(cell, nodata));
        return new(shape, values);
    }

    internal static Dimension ReadDimension(string name, JsonObject dimension) =>
        new(name, TypeOf((string?)dimension["type"]), new LabelList(dimension["values"]!.AsArray().Select(LabelOf)))
        {
            Axis = ((string?)dimension["axis"] ?? ((string?)dimension["type"] == "spatial" ? name : null)) switch { "x" => SpatialAxis.X, "y" => SpatialAxis.Y, "z" => SpatialAxis.Z, _ => null },
            ReferenceSystem = UpstreamValues.Resolve(dimension["reference_system"])?.ToString(),
        };

    internal static Label LabelOf(JsonNode? node) => node switch
    {
        JsonObject special => new Label((string)special["value"]!),
        JsonValue value when value.TryGetValue<string>(out var text) => new Label(text),
        _ => new Label((double)node!),
    };

    /// <summary>Calls back with every cell of nested arrays.</summary>
    internal static void Fill(JsonNode? data, int[] indices, Action<int[], JsonNode?> take)
    {
        if (data is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                if (items[i] is JsonArray)
                {
                    Fill(items[i], [.. indices, i], take);
                }
                else
                {
                    take([.. indices, i], items[i]);
                }
            }
        }
    }

    /// <summary>Where a cell lies in the values of a cube, by its indices in the order of the dimensions.</summary>
    internal static int PlaceOf(CubeShape shape, int[] indices)
    {
        var (plane, row, column) = (0, 0, 0);
        for (var i = 0; i < indices.Length; i++)
        {
            var dimension = shape.Dimensions[i];
            (plane, row, column) = (dimension.IsX, dimension.IsY) switch
            {
                (true, _) => (plane, row, indices[i]),
                (_, true) => (plane, indices[i], column),
                _ => ((plane * dimension.Count) + indices[i], row, column),
            };
        }

        return (((plane * shape.Height) + row) * shape.Width) + column;
    }

    internal static double Cell(JsonNode? cell, IReadOnlyList<double> nodata) => cell?.GetValueKind() switch
    {
        null or JsonValueKind.Object => Missing.Value,
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => nodata.Contains((double)cell) ? Missing.Value : (double)cell,
    };

    internal static IReadOnlyList<double> NodataOf(JsonNode? nodata) => nodata switch
    {
        JsonArray several => [.. several.SelectMany(NodataOf)],
        JsonValue value when value.TryGetValue<double>(out var number) => [number],
        _ => [],
    };

    private static DimensionType TypeOf(string? type) => type switch
    {
        "spatial" => DimensionType.Spatial,
        "temporal" => DimensionType.Temporal,
        "bands" => DimensionType.Bands,
        "geometry" => DimensionType.Geometry,
        _ => DimensionType.Other,
    };
}
