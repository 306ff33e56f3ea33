using System.Globalization;
using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Raster cubes on other grids.</summary>
internal static class Resampling
{
    internal static IEnumerable<GraphProcess> All =>
    [
        new("resample_spatial", ResampleSpatial),
        new("resample_cube_spatial", ResampleCubeSpatial),
        new("aggregate_spatial_window", WindowAggregation.Apply),
    ];

    private static Cube ResampleSpatial(Arguments args)
    {
        var cube = args.RasterCube();
        var grid = GridOf(cube, args, "data");
        var projection = ReferenceSystem(args, "projection");
        var (stepX, stepY) = Resolution(args);
        if (projection is null && stepX == 0 && stepY == 0)
        {
            throw new GraphException("ProcessParameterInvalid", "Give 'resample_spatial' a resolution, a projection, or both.") { Parameter = "resolution" };
        }

        var align = args.Get("align", "upper-left");
        if (align is not ("lower-left" or "upper-left" or "lower-right" or "upper-right"))
        {
            throw args.Wrong("align", "one of lower-left, upper-left, lower-right, upper-right");
        }

        return To(cube, TargetGrids.Make(grid, projection ?? grid.ReferenceSystem, stepX, stepY, align), args);
    }

    private static Cube ResampleCubeSpatial(Arguments args)
    {
        var cube = args.RasterCube();
        _ = GridOf(cube, args, "data");
        return To(cube, GridOf(args.RasterCube("target"), args, "target"), args);
    }

    private static Cube To(Cube cube, Grid target, Arguments args)
    {
        var method = args.Get("method", AlignedCube.Nearest);
        if (!AlignedCube.Methods.Contains(method, StringComparer.Ordinal))
        {
            throw args.Wrong("method", Methods);
        }

        try
        {
            return AlignedCube.To(cube, target, method);
        }
        catch (GdalException exception)
        {
            throw new GraphException("ProcessParameterInvalid", exception.Message) { Parameter = args.ProcessId == "resample_spatial" ? "projection" : "target" };
        }
    }

    private static string Methods => $"one of {string.Join(", ", AlignedCube.Methods)}";

    private static Grid GridOf(Cube cube, Arguments args, string name) =>
        Lattice.GridOf(cube.Shape) ?? throw args.Wrong(name, "a raster data cube whose x and y have labels at equal distances");

    private static (double X, double Y) Resolution(Arguments args)
    {
        var (x, y) = args["resolution"] switch
        {
            null => (0, 0),
            double number => (number, number),
            ArrayValue { Items: [double one, double other] } => (one, other),
            _ => throw args.Wrong("resolution", "a number or an array of two numbers"),
        };
        return x >= 0 && y >= 0 && double.IsFinite(x) && double.IsFinite(y) ? (x, y) : throw args.Wrong("resolution", "0 or more");
    }

    /// <summary>An EPSG code or WKT; null where it was left out.</summary>
    /// <exception cref="GraphException">It is not known.</exception>
    internal static string? ReferenceSystem(Arguments args, string name)
    {
        var definition = args[name] switch
        {
            null => null,
            double code when code == Math.Floor(code) && code is > 0 and < int.MaxValue => string.Create(CultureInfo.InvariantCulture, $"EPSG:{code}"),
            string text => text,
            _ => throw args.Wrong(name, "an EPSG code or WKT"),
        };
        return definition is null || ReferenceSystems.IsKnown(definition) ? definition : throw args.Wrong(name, "an EPSG code or WKT that is known");
    }
}
