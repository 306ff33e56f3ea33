using Graticule.Raster.Cubes;

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

        if (Lattice.AreSame(cube.Shape, target))
        {
            return cube;
        }

        if (Lattice.GridOf(cube.Shape) is not { } own || Lattice.GridOf(target) is not { } grid)
        {
            throw args.Wrong(parameter, $"on the same places along x and y as the other data cube, because the axes of one of the two ({cube.Shape}; {target}) are irregular");
        }

        return Lattice.IsShared(own, grid) ? PlacedCube.On(cube, grid) : AlignedCube.To(WithGrid(cube, own), grid, "near");
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
