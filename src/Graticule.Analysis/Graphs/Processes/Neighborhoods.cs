using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Processes over a pixel and those around it, and over parts of a cube.</summary>
internal static class Neighborhoods
{
    /// <summary>Weights of a kernel along one side.</summary>
    private const int LargestKernel = 1001;

    internal static IEnumerable<GraphProcess> All =>
    [
        new("apply_kernel", ApplyKernel),
        new("apply_neighborhood", Chunking.Apply),
        new("apply_polygon", PolygonSegments.Apply),
    ];

    private static KernelCube ApplyKernel(Arguments args)
    {
        var cube = args.RasterCube();
        var rows = args.Get<ArrayValue>("kernel").Items.Select(row => row is ArrayValue weights && weights.Items.All(weight => weight is double)
            ? weights.Items.Cast<double>().ToList()
            : throw args.Wrong("kernel", "an array of arrays of numbers")).ToList();
        if (rows.Count == 0 || rows.Exists(row => row.Count != rows[0].Count) || Math.Max(rows.Count, rows[0].Count) > LargestKernel)
        {
            throw args.Wrong("kernel", $"an array of arrays of numbers, all of the same length, with at most {LargestKernel} along each side");
        }

        if (rows.Count % 2 == 0 || rows[0].Count % 2 == 0)
        {
            throw new GraphException(
                "KernelDimensionsUneven", $"Each side of the kernel must have an odd number of weights, so that one lies in the middle; it is {rows[0].Count} x {rows.Count}.")
            { Parameter = "kernel" };
        }

        var (border, value) = BorderOf(args);
        return new KernelCube(cube, new([.. rows.SelectMany(row => row)], rows[0].Count, rows.Count)
        {
            Factor = args.Get("factor", 1.0),
            Border = border,
            BorderValue = value,
            Replacement = args.Get("replace_invalid", 0.0),
        });
    }

    private static (Border Border, double Value) BorderOf(Arguments args) => args["border"] switch
    {
        null => (Border.Constant, 0),
        double number => (Border.Constant, number),
        "replicate" => (Border.Replicate, 0),
        "reflect" => (Border.Reflect, 0),
        "reflect_pixel" => (Border.ReflectPixel, 0),
        "wrap" => (Border.Wrap, 0),
        _ => throw args.Wrong("border", "a number or one of replicate, reflect, reflect_pixel, wrap"),
    };
}
