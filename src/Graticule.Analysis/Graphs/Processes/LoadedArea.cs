using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Vectors;
using Graticule.Raster.Windows;
using NetTopologySuite.Geometries;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>The part of a grid that a <c>spatial_extent</c> asks for: pixels whose centres lie in a box, or in the union of polygons.</summary>
/// <param name="Grid">The grid.</param>
/// <param name="Window">The part of it.</param>
internal sealed record LoadedArea(Grid Grid, Window Window)
{
    /// <summary>Share by which the box in degrees is widened, for what bends between the places that were transformed.</summary>
    private const double Margin = 0.05;

    private IReadOnlyList<Geometry>? Geometries { get; init; }

    /// <summary>West, south, east, north of a box around the window, which may be larger; null where it is not known.</summary>
    internal IReadOnlyList<double>? Degrees
    {
        get
        {
            var (left, top) = (Grid.Left + (Window.Column * Grid.StepX), Grid.Top + (Window.Row * Grid.StepY));
            GroundBox box = new(left, top + (Window.Height * Grid.StepY), left + (Window.Width * Grid.StepX), top, Grid.ReferenceSystem ?? ReferenceSystems.LongitudeLatitude);
            if (Grid.ReferenceSystem is null || box.In(ReferenceSystems.LongitudeLatitude) is not { } degrees || degrees.East - degrees.West > 180)
            {
                return null;
            }

            var (x, y) = (Margin * (degrees.East - degrees.West), Margin * (degrees.North - degrees.South));
            return [degrees.West - x, degrees.South - y, degrees.East + x, degrees.North + y];
        }
    }

    /// <exception cref="GraphException">The argument is no extent.</exception>
    internal static LoadedArea Read(Arguments args, string parameter, Grid grid)
    {
        switch (args[parameter])
        {
            case null:
                return new(grid, new(0, 0, grid.Width, grid.Height));
            case ObjectValue extent when extent["type"] is not string:
                return new(grid, BoxWithin(parameter, BoxFilter.BoxOf(args, extent, parameter), grid));
            default:
                var features = Transformed(args, parameter, grid);
                List<Geometry> geometries = [.. features.Features.Select(feature => feature.Geometry).OfType<Geometry>()];
                return new(grid, PolygonMask.Union(PolygonMask.Of(geometries, ShapeOf(grid))).Bounds) { Geometries = geometries };
        }
    }

    /// <summary>The cube of the window, nodata outside of the polygons if polygons were asked for.</summary>
    internal Cube Mask(Cube cube) => Geometries is null
        ? cube
        : new PolygonMaskedCube(cube, PolygonMask.Union(PolygonMask.Of(Geometries, cube.Shape)), Missing.Value, inside: false);

    private static Window BoxWithin(string parameter, GroundBox box, Grid grid) =>
        Alignment.Told(parameter, () => box.In(grid.ReferenceSystem)?.Within(ShapeOf(grid)) ?? default);

    private static FeatureCollection Transformed(Arguments args, string parameter, Grid grid)
    {
        var features = args.Geometries(parameter);
        try
        {
            return GeometryTransform.To(features, grid.ReferenceSystem);
        }
        catch (GdalException exception)
        {
            throw new GraphException("ProcessParameterInvalid", $"The polygons of '{parameter}' cannot be brought onto the collection: {exception.Message}") { Parameter = parameter };
        }
    }

    private static CubeShape ShapeOf(Grid grid)
    {
        var (x, y) = grid.ToDimensions();
        return new([x, y]);
    }
}
