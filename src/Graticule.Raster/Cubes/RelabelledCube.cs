using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>The same cells, one dimension of which is described otherwise.</summary>
/// <param name="source">The cells.</param>
/// <param name="dimension">Name in the source.</param>
/// <param name="replacement">With as many labels.</param>
public sealed class RelabelledCube(Cube source, string dimension, Dimension replacement)
    : Cube(source.Shape.Replace(source.Shape.Find(dimension)!, replacement))
{
    public override IReadOnlyList<Cube> Inputs => [source];

    public override Block Read(Window window, ReadScope scope) => source.Read(window, scope);
}
