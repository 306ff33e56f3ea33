using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Vectors;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Processes that change or choose the geometries of a vector cube.</summary>
internal static class VectorCubes
{
    /// <summary>Keeps the geometries that stand in a relation to any of others.</summary>
    internal static Cube Filter(Arguments args)
    {
        var cube = args.Cube();
        var features = GeometryArguments.FeaturesOf(cube) ?? throw args.Wrong("data", "a vector data cube, with a dimension of geometries");
        var dimension = GeometryArguments.GeometryDimension(cube)!;
        var others = Others(args, features.ReferenceSystem);
        var relation = args.Get("relation", "intersects");
        var positions = Enumerable.Range(0, features.Features.Count)
            .Where(i => features.Features[i].Geometry is { IsEmpty: false } geometry && others.Exists(other => Holds(relation, geometry, other, args)))
            .ToList();
        var chosen = cube.Select(dimension.Name, positions);
        return RelabelledCube.Replace(chosen, chosen.Shape.Find(dimension.Name)!, dimension with
        {
            Labels = LabelList.Numbered(positions.Count),
            Features = features with { Features = [.. positions.Select(i => features.Features[i])] },
        });
    }

    /// <summary>Geometries and all that lies within a distance of them; a negative one makes them smaller.</summary>
    internal static Cube Buffer(Arguments args)
    {
        var distance = args.Number("distance");
        if (distance == 0 || !double.IsFinite(distance))
        {
            throw args.Wrong("distance", "a number of metres other than 0");
        }

        return Change(args, "geometries", features => features with { Features = [.. features.Features.Select(feature => feature with { Geometry = feature.Geometry?.Buffer(distance) })] }, needsMetres: true);
    }

    internal static Cube Reproject(Arguments args)
    {
        var target = Resampling.ReferenceSystem(args, "projection") ?? throw args.Wrong("projection", "an EPSG code or WKT");
        var name = args.Get<string?>("dimension", null);
        if (name is not null && args["data"] is Cube cube && cube.Shape.Find(name) is not { Type: DimensionType.Geometry })
        {
            throw new GraphException("DimensionNotAvailable", $"There is no dimension of geometries named '{name}'.") { Parameter = "dimension" };
        }

        return Change(args, "data", features => Transform(features, target, args), needsMetres: false);
    }

    internal static FeatureCollection Transform(FeatureCollection features, string target, Arguments args)
    {
        try
        {
            return GeometryTransform.To(features, target);
        }
        catch (GdalException exception)
        {
            throw new GraphException("ProcessParameterInvalid", $"'{args.ProcessId}' cannot bring the geometries to '{target}': {exception.Message}") { Parameter = "projection" };
        }
    }

    /// <exception cref="GraphException"><c>UnitMismatch</c>: x and y are angles.</exception>
    internal static void NeedMetres(FeatureCollection features, string name)
    {
        if (ReferenceSystems.IsGeographic(features.ReferenceSystem))
        {
            throw new GraphException(
                "UnitMismatch",
                $"A distance in metres has no meaning in {features.ReferenceSystem}, whose units are degrees; use vector_reproject first.")
            { Parameter = name };
        }
    }

    private static Cube Change(Arguments args, string name, Func<FeatureCollection, FeatureCollection> change, bool needsMetres)
    {
        var features = args.Geometries(name);
        if (needsMetres)
        {
            NeedMetres(features, "distance");
        }

        var cube = args[name] as Cube ?? GeoJsonCubes.FromFeatures(features, [], args);
        var dimension = GeometryArguments.GeometryDimension(cube)!;
        var changed = change(features);
        return RelabelledCube.Replace(cube, dimension, dimension with { Labels = LabelList.Numbered(changed.Features.Count), Features = changed, ReferenceSystem = changed.ReferenceSystem });
    }

    private static List<Geometry> Others(Arguments args, string referenceSystem) =>
        [.. Transform(args.Geometries("geometries"), referenceSystem, args).Features.Select(feature => feature.Geometry).OfType<Geometry>().Where(geometry => !geometry.IsEmpty)];

    private static bool Holds(string relation, Geometry geometry, Geometry other, Arguments args) => relation switch
    {
        "intersects" => PreparedGeometryFactory.Prepare(other).Intersects(geometry),
        "disjoint" => geometry.Disjoint(other),
        "equals" => geometry.EqualsTopologically(other),
        "touches" => geometry.Touches(other),
        "crosses" => geometry.Crosses(other),
        "overlaps" => geometry.Overlaps(other),
        "contains" => geometry.Contains(other),
        "within" => geometry.Within(other),
        _ => throw args.Wrong("relation", "one of intersects, disjoint, equals, touches, crosses, overlaps, contains, within"),
    };
}
