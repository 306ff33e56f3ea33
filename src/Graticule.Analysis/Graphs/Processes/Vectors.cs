using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;
using NetTopologySuite.Geometries;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Geometries, and raster cubes limited to them.</summary>
internal static class Vectors
{
    internal static IEnumerable<GraphProcess> All =>
    [
        new("mask_polygon", MaskPolygon),
        new("filter_spatial", FilterSpatial),
        new("load_geojson", GeoJsonCubes.Load),
        new("filter_vector", VectorCubes.Filter),
        new("vector_buffer", VectorCubes.Buffer),
        new("vector_reproject", VectorCubes.Reproject),
        new("vector_to_random_points", PointSampling.Random),
        new("vector_to_regular_points", PointSampling.Regular),
    ];

    private static PolygonMaskedCube MaskPolygon(Arguments args)
    {
        var cube = args.RasterCube();
        var replacement = args["replacement"] switch
        {
            null => Missing.Value,
            double number => number,
            bool truth => truth ? 1 : 0,
            _ => throw args.Wrong("replacement", "a number, true, false or null: cells of a data cube hold nothing else"),
        };
        var geometries = args.GeometriesOn("mask", cube).Features.Select(feature => feature.Geometry);
        return new PolygonMaskedCube(cube, PolygonMask.Union(MasksOf(geometries, cube, args)), replacement, args.Get("inside", false));
    }

    /// <summary>Keeps the pixels of the geometries, and drops the columns and rows beside them.</summary>
    private static Cube FilterSpatial(Arguments args)
    {
        var cube = args.RasterCube();
        var geometries = args.GeometriesOn("geometries", cube).Features.Select(feature => feature.Geometry).ToList();
        var mask = PolygonMask.Union(MasksOf(geometries, cube, args));
        var part = Extent(geometries, mask, cube.Shape);
        return new PolygonMaskedCube(cube, mask, Missing.Value, inside: false).Crop(part);
    }

    internal static IReadOnlyList<PolygonMask> MasksOf(IEnumerable<Geometry?> geometries, Cube cube, Arguments args)
    {
        try
        {
            return PolygonMask.Of([.. geometries], cube.Shape);
        }
        catch (ArgumentException exception)
        {
            throw new GraphException("ProcessParameterInvalid", exception.Message) { Parameter = "data" };
        }
    }

    /// <summary>Pixels whose centre lies in the bounding box of the geometries, and those that a point or a line picked beside it.</summary>
    private static Window Extent(IEnumerable<Geometry?> geometries, PolygonMask mask, CubeShape shape)
    {
        var box = new Envelope();
        foreach (var geometry in geometries)
        {
            box.ExpandToInclude(geometry?.EnvelopeInternal ?? new());
        }

        var inBox = PolygonMask.Of(new GeometryFactory().ToGeometry(box), shape);
        return PolygonMask.Union([inBox, mask]).Bounds;
    }
}
