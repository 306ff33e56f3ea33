using System.Text.Json.Nodes;
using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Vectors;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Geometries in arguments: vector cubes and, as it was before these, GeoJSON.</summary>
internal static class GeometryArguments
{
    /// <summary>The features of an argument, in their own reference system.</summary>
    /// <exception cref="GraphException">It has none.</exception>
    internal static FeatureCollection Geometries(this Arguments args, string name) => args[name] switch
    {
        Cube cube => FeaturesOf(cube) ?? throw args.Wrong(name, "a vector data cube, with a dimension of geometries"),
        ObjectValue json => Read(args, name, json),
        _ => throw args.Wrong(name, "a vector data cube or a GeoJSON object"),
    };

    /// <summary>The features of an argument in the reference system of a raster cube.</summary>
    /// <exception cref="GraphException">It has none, or there is no way into that system.</exception>
    internal static FeatureCollection GeometriesOn(this Arguments args, string name, Cube raster) => args.Moved(args.Geometries(name), name, raster);

    /// <summary>The features, which came from an argument, in the reference system of a raster cube.</summary>
    /// <exception cref="GraphException">There is no way into that system.</exception>
    internal static FeatureCollection Moved(this Arguments args, FeatureCollection features, string name, Cube raster)
    {
        try
        {
            return GeometryTransform.To(features, raster.Shape.X?.ReferenceSystem);
        }
        catch (GdalException exception)
        {
            throw new GraphException("ProcessParameterInvalid", $"The geometries of '{name}' of '{args.ProcessId}' cannot be brought onto the data cube: {exception.Message}") { Parameter = name };
        }
    }

    /// <summary>The features along a cube's dimension of geometries, in order; null where it has none.</summary>
    internal static FeatureCollection? FeaturesOf(Cube cube) => GeometryDimension(cube) is { Features: { } all } dimension
        ? all with { Features = [.. dimension.Labels.Select(label => all.Features[(int)label.Number])] }
        : null;

    internal static Dimension? GeometryDimension(Cube cube) => cube.Shape.Dimensions.FirstOrDefault(dimension => dimension.Type == DimensionType.Geometry);

    /// <summary>The cube with x and y of an argument.</summary>
    /// <exception cref="GraphException">It has not both.</exception>
    internal static Cube RasterCube(this Arguments args, string name = "data") =>
        args.Cube(name) is { Shape: { X: not null, Y: not null } } cube ? cube : throw args.Wrong(name, "a raster data cube, with the dimensions x and y");

    private static FeatureCollection Read(Arguments args, string name, ObjectValue json)
    {
        try
        {
            return GeoJson.Read(json.Written ?? Node(json));
        }
        catch (GeoJsonException exception)
        {
            throw new GraphException("ProcessParameterInvalid", $"The parameter '{name}' of '{args.ProcessId}' is not GeoJSON: {exception.Message}.") { Parameter = name };
        }
    }

    private static JsonNode? Node(object? value) => value switch
    {
        double number => JsonValue.Create(number),
        bool truth => JsonValue.Create(truth),
        string text => JsonValue.Create(text),
        ArrayValue array => new JsonArray([.. array.Items.Select(Node)]),
        ObjectValue members => new JsonObject(members.Members.Select(member => KeyValuePair.Create(member.Key, Node(member.Value)))),
        _ => null,
    };
}
