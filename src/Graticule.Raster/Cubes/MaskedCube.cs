using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>The cells of a cube, another value where a mask is true: neither 0 nor NaN nor missing.</summary>
/// <param name="data">What is masked.</param>
/// <param name="mask">On the same x and y, with all or some of the other dimensions of the data and as many labels along them.</param>
/// <param name="replacement">What masked cells hold.</param>
public sealed class MaskedCube(Cube data, Cube mask, double replacement) : Cube(data.Shape)
{
    private readonly int[] _masks = RearrangedCube.PlanesOf(data.Shape, mask.Shape);

    public override IReadOnlyList<Cube> Inputs => [data, mask];

    public override Block Read(Window window, ReadScope scope)
    {
        var all = data.Read(window, scope);
        var masks = mask.Read(window, scope);
        var block = scope.NewBlock(window, Shape.Planes);
        for (var plane = 0; plane < Shape.Planes; plane++)
        {
            MissingLanes.Replace(all.Plane(plane), masks.Plane(_masks[plane]), replacement, block.Plane(plane));
        }

        return block;
    }

    public override Cube Select(string dimension, IReadOnlyList<int> positions) => new MaskedCube(
        data.Select(dimension, positions), mask.Shape.Find(dimension) is null ? mask : mask.Select(dimension, positions), replacement);

    public override Cube Crop(Window window) => new MaskedCube(data.Crop(window), mask.Crop(window), replacement);
}
