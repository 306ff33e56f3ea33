using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>A cube that several others are computed from.</summary>
internal sealed class SharedCube(Cube source) : Cube(source.Shape)
{
    private readonly List<Part> _parts = [];

    public override IReadOnlyList<Cube> Inputs => [source];

    public override bool HoldsBytes(int plane) => source.HoldsBytes(plane);

    public override Block Read(Window window, ReadScope scope) => scope.ReadOnce(source, window);

    /// <summary>
    /// Goes down to the source, so that of all readers who select the same labels each window is computed once, unless cells of the source
    /// would be computed again for labels that were selected together with others.
    /// </summary>
    public override Cube Select(string dimension, IReadOnlyList<int> positions)
    {
        lock (_parts)
        {
            if (_parts.Find(part => part.Dimension == dimension && part.Positions.SequenceEqual(positions)) is { } known)
            {
                return known.Cube;
            }

            if (_parts.Exists(part => part.Dimension != dimension || part.Positions.Intersect(positions).Any()))
            {
                return base.Select(dimension, positions);
            }

            _parts.Add(new(dimension, positions, source.Select(dimension, positions).Share()));
            return _parts[^1].Cube;
        }
    }

    public override Cube Share() => this;

    private sealed record Part(string Dimension, IReadOnlyList<int> Positions, Cube Cube);
}
