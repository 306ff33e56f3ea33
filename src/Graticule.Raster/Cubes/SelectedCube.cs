using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>Some labels of a dimension, for cubes that cannot leave the others out themselves.</summary>
internal sealed class SelectedCube(Cube source, string dimension, IReadOnlyList<int> positions) : Cube(ShapeOf(source, dimension, positions))
{
    public override IReadOnlyList<Cube> Inputs => [source];

    public override Block Read(Window window, ReadScope scope)
    {
        var all = source.Read(window, scope);
        var block = scope.NewBlock(window, Shape.Planes);
        var old = source.Shape.Find(dimension)!;
        var stride = source.Shape.StrideOf(old);
        for (var plane = 0; plane < Shape.Planes; plane++)
        {
            var (outer, rest) = Math.DivRem(plane, positions.Count * stride);
            var (position, inner) = Math.DivRem(rest, stride);
            all.Plane((((outer * old.Count) + positions[position]) * stride) + inner).CopyTo(block.Plane(plane));
        }

        return block;
    }

    public override Cube Crop(Window window) => new SelectedCube(source.Crop(window), dimension, positions);
}
