using System.Globalization;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Leaves the cells whose centres lie in a box.</summary>
internal static class BoxFilter
{
    internal static Cube Filter(Arguments args)
    {
        var (cube, extent) = (args.Cube(), args.Get<ObjectValue>("extent"));
        if (cube.Shape.X is null || cube.Shape.Y is null)
        {
            throw args.Wrong("data", "a data cube with the dimensions x and y");
        }

        var box = BoxOf(args, extent, "extent");
        var own = Alignment.Told("extent", () => box.In(cube.Shape.X.ReferenceSystem));
        var window = own?.Within(cube.Shape) ?? default;
        cube = window.Width == cube.Shape.Width && window.Height == cube.Shape.Height ? cube : cube.Crop(window);
        return FilterHeights(args, cube, extent);
    }

    /// <summary>The box that an object tells by <c>west</c>, <c>south</c>, <c>east</c>, <c>north</c> and <c>crs</c>.</summary>
    /// <exception cref="GraphException">It tells none.</exception>
    internal static GroundBox BoxOf(Arguments args, ObjectValue extent, string parameter)
    {
        var (west, south, east, north) = (Number("west"), Number("south"), Number("east"), Number("north"));
        if (west > east || south > north)
        {
            throw args.Wrong(parameter, $"a box whose west is not greater than its east and whose south is not greater than its north (one across the antimeridian is asked for in two parts)");
        }

        var system = extent["crs"] switch
        {
            null => "EPSG:4326",
            double code => string.Create(CultureInfo.InvariantCulture, $"EPSG:{code}"),
            string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) => string.Create(CultureInfo.InvariantCulture, $"EPSG:{code}"),
            string text => text,
            _ => throw args.Wrong(parameter, "a box whose 'crs' is an EPSG code or WKT"),
        };
        return new(west, south, east, north, system);

        double Number(string member) => extent[member] is double number && double.IsFinite(number)
            ? number
            : throw args.Wrong(parameter, $"an object with the numbers west, south, east and north ('{member}' is {Nouns.Of(extent[member])})");
    }

    /// <summary>Both ends count.</summary>
    private static Cube FilterHeights(Arguments args, Cube cube, ObjectValue extent)
    {
        var z = cube.Shape.Dimensions.FirstOrDefault(dimension => dimension is { Type: DimensionType.Spatial, Axis: SpatialAxis.Z });
        if (z is null || (extent["base"], extent["height"]) is (null, null))
        {
            return cube;
        }

        var (least, greatest) = (extent["base"] as double? ?? double.NegativeInfinity, extent["height"] as double? ?? double.PositiveInfinity);
        if (least > greatest)
        {
            throw args.Wrong("extent", "a box whose base is not greater than its height");
        }

        return cube.Select(z.Name, [.. Enumerable.Range(0, z.Count).Where(position => z.Labels[position].Number >= least && z.Labels[position].Number <= greatest)]);
    }
}
