using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Udf;

/// <summary>
/// Lanes and arrays as cubes: what a callback is given is an array for each of many pixels. The function gets all of these at once, with the
/// pixels along x, and the array along a dimension that is named <c>t</c> where its labels are times, and <c>bands</c> otherwise.
/// </summary>
internal static class UdfLanes
{
    private const string Time = "t";
    private const string Bands = "bands";

    /// <summary>An array of lanes or of numbers.</summary>
    internal static MemoryCube Cube(ArrayValue array, int pixels)
    {
        var cells = new double[array.Count * pixels];
        for (var i = 0; i < array.Count; i++)
        {
            Put(array.Items[i], cells.AsSpan(i * pixels, pixels));
        }

        return new(new([Along(array), .. Pixels(pixels)]), cells);
    }

    /// <summary>One lane.</summary>
    internal static MemoryCube Cube(Lanes lanes) => new(new(Pixels(lanes.Count)), lanes.Span.ToArray());

    /// <summary>What the callback gives: lanes where the array's dimension is gone, an array of lanes otherwise.</summary>
    /// <exception cref="GraphException">The pixels are not those that were given.</exception>
    internal static object Value(MemoryCube cube, int pixels, GraphRun run)
    {
        var rest = cube.Shape.PlaneDimensions;
        if (cube.Shape.Width * cube.Shape.Height != pixels || rest.Length > 1)
        {
            throw new GraphException(
                "UdfFailed",
                $"The user-defined function must keep the dimensions y and x (here 1 x {pixels}), and may give one other dimension; it gave {cube.Shape}.") { Parameter = "udf" };
        }

        var lanes = Enumerable.Range(0, cube.Shape.Planes).Select(plane => Lane(cube, plane, pixels, run)).ToList();
        return rest.Length == 0 ? lanes[0] : new ArrayValue([.. lanes], [.. rest[0].Labels]);
    }

    private static Lanes Lane(MemoryCube cube, int plane, int pixels, GraphRun run)
    {
        var lanes = run.NewLanes();
        cube.Values.AsSpan(plane * pixels, pixels).CopyTo(lanes.Span);
        return lanes;
    }

    private static void Put(object? item, Span<double> cells)
    {
        if (item is Lanes lanes)
        {
            lanes.Span.CopyTo(cells);
        }
        else
        {
            cells.Fill(PixelCallback.Number(item));
        }
    }

    private static Dimension Along(ArrayValue array)
    {
        var labels = array.Labels is { } known ? new LabelList(known) : LabelList.Numbered(array.Count);
        var isTime = labels.Count > 0 && labels.All(label => label.IsText && Instants.Find(label.Text) is not null);
        return new(isTime ? Time : Bands, isTime ? DimensionType.Temporal : DimensionType.Bands, labels);
    }

    private static IEnumerable<Dimension> Pixels(int count) =>
    [
        new("y", DimensionType.Spatial, LabelList.Regular(0, 1, 1)) { Axis = SpatialAxis.Y },
        new("x", DimensionType.Spatial, LabelList.Regular(0, 1, count)) { Axis = SpatialAxis.X },
    ];
}
