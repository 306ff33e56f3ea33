using System.Text.Json.Nodes;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Udf;

/// <summary>Cubes as messages have them: cells in the order of the dimensions, the last one fastest. NaN that comes back is nodata.</summary>
internal static class UdfArrays
{
    internal static UdfMessage Write(MemoryCube cube, JsonNode? context)
    {
        var head = new JsonObject
        {
            ["dimensions"] = new JsonArray([.. cube.Shape.Dimensions.Select(dimension => (JsonNode)UdfDimensions.Write(dimension))]),
            ["context"] = context,
        };
        return new(head, Arrange(cube.Values, cube.Shape, toPlanes: false));
    }

    /// <summary>The cube that came back.</summary>
    /// <param name="message">A message with dimensions.</param>
    /// <param name="given">The dimensions that the function was given.</param>
    internal static MemoryCube Read(UdfMessage message, IReadOnlyList<Dimension> given)
    {
        var shape = new CubeShape(message.Head["dimensions"]!.AsArray().Select(dimension => UdfDimensions.Read(dimension!, given)));
        foreach (ref var number in message.Numbers.AsSpan())
        {
            number = double.IsNaN(number) ? Missing.Value : number;
        }

        return new(shape, Arrange(message.Numbers, shape, toPlanes: true));
    }

    /// <summary>Moves cells between the order of planes and that of the dimensions, which often are the same.</summary>
    private static double[] Arrange(double[] cells, CubeShape shape, bool toPlanes)
    {
        var strides = shape.Dimensions.Select(dimension =>
            dimension.IsX ? 1 : dimension.IsY ? shape.Width : shape.StrideOf(dimension) * shape.Width * shape.Height).ToArray();
        var counts = shape.Dimensions.Select(dimension => dimension.Count).ToArray();
        if (IsPlaneOrder(strides, counts))
        {
            return cells;
        }

        var arranged = new double[cells.Length];
        var places = new int[counts.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            var at = 0;
            for (var dimension = 0; dimension < places.Length; dimension++)
            {
                at += places[dimension] * strides[dimension];
            }

            arranged[toPlanes ? at : i] = cells[toPlanes ? i : at];
            for (var dimension = places.Length - 1; dimension >= 0 && ++places[dimension] == counts[dimension]; dimension--)
            {
                places[dimension] = 0;
            }
        }

        return arranged;
    }

    private static bool IsPlaneOrder(int[] strides, int[] counts)
    {
        var expected = 1;
        for (var i = strides.Length - 1; i >= 0; i--)
        {
            if (strides[i] != expected)
            {
                return false;
            }

            expected *= counts[i];
        }

        return true;
    }
}
