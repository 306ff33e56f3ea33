using Graticule.Raster.Cubes;
using Graticule.Raster.Vectors;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Raster cubes reduced to numbers for geometries, or for the whole of x and y.</summary>
internal static class SpatialAggregation
{
    /// <summary>Name of the dimension that takes the place of x and y.</summary>
    internal const string GeometryName = "geometry";

    internal static IEnumerable<GraphProcess> All =>
    [
        new("aggregate_spatial", AggregateSpatial),
        new("reduce_spatial", ReduceSpatial),
    ];

    private static DeferredCube AggregateSpatial(Arguments args)
    {
        var cube = args.RasterCube();
        var features = args.Geometries("geometries");
        var name = args.Get<string?>("target_dimension", null);
        if (name is not null && (name == GeometryName || (cube.Shape.Find(name) is { IsX: false, IsY: false })))
        {
            throw new GraphException("TargetDimensionExists", $"There is a dimension '{name}' already; name one that is not there.") { Parameter = "target_dimension" };
        }

        var kept = cube.Shape.PlaneDimensions;
        if (kept.Any(dimension => dimension.Name == GeometryName))
        {
            throw args.Wrong("data", $"a raster data cube without a dimension '{GeometryName}'");
        }

        List<Dimension> dimensions = [Geometries(features), .. kept];
        if (name is not null)
        {
            dimensions.Add(new(name, DimensionType.Other, new(["value", "total_count", "valid_count"])));
        }

        var masks = PolygonMask.Of([.. args.Moved(features, "geometries", cube).Features.Select(feature => feature.Geometry)], cube.Shape, args.Run.Services.Threads);
        var isEmpty = features.Features.Select(feature => feature.Geometry is null or { IsEmpty: true }).ToList();
        var zones = new ZonalReduction(args.Run.Services.Keep(cube), masks, args.Callback("reducer"), args["context"], args.Run);
        return new DeferredCube(new(dimensions), () => name is null ? zones.Values(isEmpty) : zones.ValuesAndCounts(isEmpty));
    }

    private static DeferredCube ReduceSpatial(Arguments args)
    {
        var cube = args.RasterCube();
        var mask = PolygonMask.Whole(cube.Shape.Width, cube.Shape.Height);
        var zones = new ZonalReduction(args.Run.Services.Keep(cube), [mask], args.Callback("reducer"), args["context"], args.Run);
        return new DeferredCube(new(cube.Shape.PlaneDimensions), () => zones.Values([false]));
    }

    internal static Dimension Geometries(FeatureCollection features) =>
        new(GeometryName, DimensionType.Geometry, LabelList.Numbered(features.Features.Count)) { Features = features, ReferenceSystem = features.ReferenceSystem };
}
