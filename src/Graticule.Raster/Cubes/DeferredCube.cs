using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>A small cube whose cells need a whole pass over another one: they are computed once, when the first of them is read.</summary>
/// <param name="shape">The dimensions.</param>
/// <param name="compute">Gives all cells, as <see cref="MemoryCube"/> has them.</param>
public sealed class DeferredCube(CubeShape shape, Func<double[]> compute) : Cube(shape)
{
    private readonly Lazy<MemoryCube> _cells = new(() => new(shape, compute()));

    public override Cube Share() => this;

    public override Block Read(Window window, ReadScope scope) => _cells.Value.Read(window, scope);
}
