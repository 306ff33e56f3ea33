using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Brings cubes to the x and y of another one.</summary>
internal static class Alignment
{
    /// <summary>
    /// A cube on the grid of another: as it is where its cells fall on those of the grid, otherwise resampled by the nearest cell. What it does
    /// not cover is missing. A cube without x and y is the same everywhere.
    /// </summary>
    /// <exception cref="GraphException">The cubes have irregular axes that differ.</exception>
    internal static Cube To(Cube cube, CubeShape target, Arguments args, string parameter)
    {
        var x = cube.Shape.X is null ? target.X : null;
        var y = cube.Shape.Y is null ? target.Y : null;
        if (x is not null || y is not null)
        {
            cube = new SpreadCube(cube, x, y);
        }

        return Told(parameter, () => Lattice.AreSame(cube.Shape, target) ? cube : OnGrid(cube, target, args, parameter));
    }

    /// <summary>What coordinate reference systems are asked; what GDAL says of them becomes a fault of a parameter.</summary>
    internal static T Told<T>(string parameter, Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (GdalException exception)
        {
            throw new GraphException("ProcessParameterInvalid", exception.Message) { Parameter = parameter };
        }
    }

    private static Cube OnGrid(Cube cube, CubeShape target, Arguments args, string parameter)
    {
        if (Lattice.GridOf(cube.Shape) is not { } own || Lattice.GridOf(target) is not { } grid)
        {
            throw args.Wrong(parameter, $"on the same places along x and y as the other data cube, because the axes of one of the two ({cube.Shape}; {target}) are irregular");
        }

        return Lattice.IsShared(own, grid) ? PlacedCube.On(cube, grid) : AlignedCube.To(WithGrid(cube, own), grid, AlignedCube.Nearest);
    }

    private static Cube WithGrid(Cube cube, Grid grid)
    {
        if (cube.Shape.Grid is not null)
        {
            return cube;
        }

        var (x, y) = grid.ToDimensions(cube.Shape.X!.Name, cube.Shape.Y!.Name);
        return RelabelledCube.Replace(RelabelledCube.Replace(cube, cube.Shape.X, x), cube.Shape.Y, y);
    }
}
