using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>A part of x and y of another cube.</summary>
internal sealed class CroppedCube(Cube source, Window part) : Cube(ShapeOf(source, part))
{
    public override IReadOnlyList<Cube> Inputs => [source];

    public override bool HoldsBytes(int plane) => source.HoldsBytes(plane);

    public override Block Read(Window window, ReadScope scope)
    {
        var read = source.Read(new(window.Column + part.Column, window.Row + part.Row, window.Width, window.Height), scope);
        return new(window, read.Planes, read.Values);
    }

    public override Cube Select(string dimension, IReadOnlyList<int> positions) => new CroppedCube(source.Select(dimension, positions), part);

    public override Cube Crop(Window window) =>
        new CroppedCube(source, new(part.Column + window.Column, part.Row + window.Row, window.Width, window.Height));
}
