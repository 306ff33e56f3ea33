using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;

namespace Graticule.Tests.Raster.Cubes;

/// <summary>A source that leaves labels and cells out itself and remembers which cells were read of it.</summary>
internal sealed class ProbedCube(MemoryCube source, HashSet<string> read) : Cube(source.Shape)
{
    public override Block Read(Window window, ReadScope scope)
    {
        lock (read)
        {
            read.Add(Shape.ToString());
        }

        return source.Read(window, scope);
    }

    public override Cube Select(string dimension, IReadOnlyList<int> positions) => new ProbedCube(SmallCubes.Read(source.Select(dimension, positions)), read);

    public override Cube Crop(Window window) => new ProbedCube(SmallCubes.Read(source.Crop(window)), read);
}
