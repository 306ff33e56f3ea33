using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>The process <c>apply_polygon</c>: each polygon's part of a cube is treated for itself.</summary>
internal static class PolygonSegments
{
    internal static Cube Apply(Arguments args)
    {
        var cube = args.RasterCube();
        var masks = Vectors.MasksOf(args.GeometriesOn("geometries", cube).Features.Select(feature => feature.Geometry), cube, args);
        if (PolygonMask.Union(masks).Count != masks.Sum(mask => mask.Count))
        {
            throw new GraphException("GeometriesOverlap", "Some pixels lie in several of the polygons; give polygons that do not overlap.") { Parameter = "geometries" };
        }

        var value = args["mask_value"] switch
        {
            null => Missing.Value,
            double number => number,
            bool truth => truth ? 1 : 0,
            _ => throw args.Wrong("mask_value", "a number, true, false or null: cells of a data cube hold nothing else"),
        };
        var process = new CubeCallback(args.Callback("process"), args["context"], args.Run);
        return new SegmentedCube(cube, [.. masks.Where(mask => mask.Count > 0).Select(mask => (mask, process.Apply(SegmentOf(cube, mask, value))))]);
    }

    private static Cube SegmentOf(Cube cube, PolygonMask mask, double value) => new OverlaidCube(cube, mask, value).Crop(mask.Bounds);

    /// <summary>Everything outside of a mask replaced, nodata too: a value of its own tells it from nodata inside.</summary>
    private sealed class OverlaidCube(Cube source, PolygonMask mask, double value) : Cube(source.Shape)
    {
        public override IReadOnlyList<Cube> Inputs => [source];

        public override Block Read(Raster.Windows.Window window, ReadScope scope)
        {
            var (read, block) = (source.Read(window, scope), scope.NewBlock(window, Shape.Planes));
            block.Values.Span.Fill(value);
            SegmentedCube.Copy(mask, window, read, default, block);
            return block;
        }
    }
}
