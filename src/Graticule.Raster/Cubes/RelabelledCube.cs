using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>
/// The cells of another cube as they lie, under other dimensions: other names, labels or types, or dimensions of one label more or less.
/// </summary>
/// <param name="source">Whose cells.</param>
/// <param name="shape">As wide and as high, with as many planes.</param>
/// <param name="names">Dimensions that both have, the name here first.</param>
public sealed class RelabelledCube(Cube source, CubeShape shape, IReadOnlyDictionary<string, string> names) : Cube(shape)
{
    public override IReadOnlyList<Cube> Inputs => [source];

    public override bool HoldsBytes(int plane) => source.HoldsBytes(plane);

    public override Block Read(Window window, ReadScope scope) => source.Read(window, scope);

    public override Cube Select(string dimension, IReadOnlyList<int> positions) => names.TryGetValue(dimension, out var name)
        ? new RelabelledCube(source.Select(name, positions), ShapeOf(this, dimension, positions), names)
        : base.Select(dimension, positions);

    public override Cube Crop(Window window) => CanCrop(window) ? new RelabelledCube(source.Crop(window), ShapeOf(this, window), names) : base.Crop(window);

    /// <summary>The same cells with one dimension put in the place of another.</summary>
    public static Cube Replace(Cube cube, Dimension old, Dimension by) =>
        new RelabelledCube(cube, cube.Shape.Replace(old, by), cube.Shape.Dimensions.ToDictionary(
            dimension => dimension == old ? by.Name : dimension.Name, dimension => dimension.Name, StringComparer.Ordinal));

    /// <summary>The same cells with a further dimension of one label, before the others.</summary>
    public static Cube Add(Cube cube, Dimension dimension) => new RelabelledCube(cube, new([dimension, .. cube.Shape.Dimensions]), NamesOf(cube.Shape));

    /// <summary>The same cells without a dimension of one label.</summary>
    public static Cube Drop(Cube cube, Dimension dimension)
    {
        var shape = cube.Shape.Without(dimension);
        return new RelabelledCube(cube, shape, NamesOf(shape));
    }

    private static Dictionary<string, string> NamesOf(CubeShape shape) =>
        shape.Dimensions.ToDictionary(dimension => dimension.Name, dimension => dimension.Name, StringComparer.Ordinal);

    /// <summary>An axis that only one of the two has can lose its one place here.</summary>
    private bool CanCrop(Window window) => window is { Width: > 0, Height: > 0 } || (source.Shape.X is null == Shape.X is null && source.Shape.Y is null == Shape.Y is null);
}
