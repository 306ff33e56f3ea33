using System.Collections.Concurrent;
using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;

namespace Graticule.Tests.Raster.Keeping;

/// <summary>The cells of a cube, and which windows of it were asked for; breaks off at a given one.</summary>
internal sealed class CountedCube(MemoryCube source, (int Width, int Height) tile) : Cube(source.Shape)
{
    internal ConcurrentQueue<Window> Windows { get; } = [];

    /// <summary>Called with the number of windows so far, this one included, before it is computed.</summary>
    internal Action<int>? Before { get; init; }

    public override (int Width, int Height) Tile => tile;

    public override long BytesPerPixel => 8;

    public override Block Read(Window window, ReadScope scope)
    {
        Windows.Enqueue(window);
        Before?.Invoke(Windows.Count);
        return source.Read(window, scope);
    }

    public override Cube Select(string dimension, IReadOnlyList<int> positions) => new SelectedCube(this, dimension, positions);
}
