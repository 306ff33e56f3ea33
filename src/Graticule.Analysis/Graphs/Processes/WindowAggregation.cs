using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>The process <c>aggregate_spatial_window</c>: blocks of pixels reduced to one each.</summary>
internal static class WindowAggregation
{
    internal static Cube Apply(Arguments args)
    {
        var cube = args.RasterCube();
        if (args["size"] is not ArrayValue { Items: [double width, double height] }
            || width < 1 || height < 1 || width != Math.Floor(width) || height != Math.Floor(height) || Math.Max(width, height) > 10_000)
        {
            throw args.Wrong("size", "an array of two whole numbers of pixels, along x and along y");
        }

        var boundary = args.Get("boundary", "pad");
        var align = args.Get("align", "upper-left");
        if (boundary is not ("pad" or "trim"))
        {
            throw args.Wrong("boundary", "pad or trim");
        }

        if (align is not ("lower-left" or "upper-left" or "lower-right" or "upper-right"))
        {
            throw args.Wrong("align", "one of lower-left, upper-left, lower-right, upper-right");
        }

        var pads = boundary == "pad";
        var x = new BlockAxis(cube.Shape.X!, (int)width, pads, FromLow: align.EndsWith("left", StringComparison.Ordinal));
        var y = new BlockAxis(cube.Shape.Y!, (int)height, pads, FromLow: align.StartsWith("lower", StringComparison.Ordinal));
        return new WindowAggregatedCube(cube, x, y, new(args.Callback("reducer"), args.Run), args["context"]);
    }
}
