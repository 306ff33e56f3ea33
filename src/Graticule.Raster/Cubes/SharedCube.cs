using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>A cube that several others are computed from.</summary>
internal sealed class SharedCube(Cube source) : Cube(source.Shape)
{
    public override IReadOnlyList<Cube> Inputs => [source];

    public override bool HoldsBytes(int plane) => source.HoldsBytes(plane);

    public override Block Read(Window window, ReadScope scope) => scope.ReadOnce(source, window);

    public override Cube Share() => this;
}
