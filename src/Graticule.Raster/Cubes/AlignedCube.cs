using Graticule.Raster.Gdal;

namespace Graticule.Raster.Cubes;

/// <summary>Cubes on other grids, as GDAL's warper computes them.</summary>
public static class AlignedCube
{
    /// <summary>The method that <see cref="To"/> uses where none is named.</summary>
    public const string Nearest = "near";

    /// <summary>What <see cref="To"/> accepts, named as <c>gdalwarp -r</c> has them.</summary>
    public static IReadOnlyList<string> Methods { get; } =
        [Nearest, "bilinear", "cubic", "cubicspline", "lanczos", "average", "mode", "max", "min", "med", "q1", "q3", "rms", "sum"];

    /// <summary>A lazy cube on another grid. Cells that the source does not cover are missing.</summary>
    /// <remarks>
    /// Nothing wraps around: a source on longitudes from -180 to 180 does not cover 190. Every cell is placed exactly, as with
    /// <c>gdalwarp -et 0</c>. The missing value takes no part; a NaN that was computed does.
    /// </remarks>
    /// <param name="cube">With x and y at equal distances.</param>
    /// <param name="target">The grid; where its reference system or the cube's is null, they are taken for the same.</param>
    /// <param name="method">One of <see cref="Methods"/>.</param>
    /// <exception cref="ArgumentException">The cube has no regular grid, or there is no such method.</exception>
    /// <exception cref="GdalException">There is no way from one reference system to the other.</exception>
    public static Cube To(Cube cube, Grid target, string method)
    {
        if (!Methods.Contains(method, StringComparer.Ordinal))
        {
            throw new ArgumentException($"There is no resampling method '{method}'; there are: {string.Join(", ", Methods)}.", nameof(method));
        }

        cube = WithGrid(cube);
        var source = cube.Shape.Grid ?? throw new ArgumentException($"The cube {cube.Shape} has no regular grid.", nameof(cube));
        if (source == target with { ReferenceSystem = source.ReferenceSystem } && ReferenceSystems.AreSame(source.ReferenceSystem, target.ReferenceSystem))
        {
            return cube;
        }

        new PixelPlaces(target, source).Dispose();
        return method == Nearest ? new NearestCube(cube, target) : new WarpedCube(cube, target, method);
    }

    /// <summary>The cube with axes that are known to be regular, where its labels were enumerated at equal distances.</summary>
    private static Cube WithGrid(Cube cube)
    {
        if (cube.Shape.Grid is not null || Lattice.GridOf(cube.Shape) is not { } grid)
        {
            return cube;
        }

        var (x, y) = grid.ToDimensions(cube.Shape.X!.Name, cube.Shape.Y!.Name);
        return RelabelledCube.Replace(RelabelledCube.Replace(cube, cube.Shape.X, x), cube.Shape.Y, y);
    }
}
