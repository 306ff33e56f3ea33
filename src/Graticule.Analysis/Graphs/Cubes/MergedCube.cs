using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;

namespace Graticule.Analysis.Graphs.Cubes;

/// <summary>The cells of two cubes; where both have one, what a resolver makes of the two.</summary>
internal sealed class MergedCube : Cube
{
    private readonly MergeSide _first;
    private readonly MergeSide _second;
    private readonly CellProcess? _resolver;
    private readonly int[] _firstPlanes;
    private readonly int[] _secondPlanes;
    private readonly bool _meet;

    internal MergedCube(CubeShape shape, MergeSide first, MergeSide second, CellProcess? resolver)
        : base(shape)
    {
        (_first, _second, _resolver) = (first, second, resolver);
        (_firstPlanes, _secondPlanes) = (first.PlanesOf(shape), second.PlanesOf(shape));
        _meet = first.Meets(second);
    }

    /// <summary>Whether both cubes have a cell in one place.</summary>
    internal bool Overlaps => _meet && _firstPlanes.Zip(_secondPlanes).Any(planes => planes.First >= 0 && planes.Second >= 0);

    public override IReadOnlyList<Cube> Inputs =>
        [.. _firstPlanes.Any(plane => plane >= 0) ? [_first.Cube] : Array.Empty<Cube>(), .. _secondPlanes.Any(plane => plane >= 0) ? [_second.Cube] : Array.Empty<Cube>()];

    public override Block Read(Window window, ReadScope scope)
    {
        var block = scope.NewBlock(window, Shape.Planes);
        Block? first = null;
        Block? second = null;
        for (var plane = 0; plane < Shape.Planes; plane++)
        {
            var (one, two) = (_firstPlanes[plane], _secondPlanes[plane]);
            first ??= one >= 0 ? _first.Cube.Read(window, scope) : null;
            second ??= two >= 0 ? _second.Cube.Read(window, scope) : null;
            var cells = block.Plane(plane);
            if (one >= 0 && two >= 0)
            {
                Resolve(scope, window, first!.PlaneMemory(one), second!.PlaneMemory(two), cells);
            }
            else if (one >= 0 || two >= 0)
            {
                (one >= 0 ? first!.Plane(one) : second!.Plane(two)).CopyTo(cells);
            }
            else
            {
                cells.Fill(Missing.Value);
            }
        }

        return block;
    }

    public override Cube Select(string dimension, IReadOnlyList<int> positions) => new MergedCube(
        ShapeOf(this, dimension, positions), _first.Select(dimension, positions), _second.Select(dimension, positions), _resolver);

    public override Cube Crop(Window window) => new MergedCube(ShapeOf(this, window), _first.Crop(window), _second.Crop(window), _resolver);

    private void Resolve(ReadScope scope, Window window, Memory<double> first, Memory<double> second, Span<double> cells)
    {
        if (_meet && _resolver is not null)
        {
            CellProcess.Put(_resolver.Two(scope, first, second), cells);
            CopyOutside(_second.Cover, window, first.Span, cells);
        }
        else
        {
            first.Span.CopyTo(cells);
        }

        CopyOutside(_first.Cover, window, second.Span, cells);
    }

    private static void CopyOutside(Window cover, Window window, ReadOnlySpan<double> from, Span<double> to)
    {
        for (var row = 0; row < window.Height; row++)
        {
            var line = row * window.Width;
            var isCovered = window.Row + row >= cover.Row && window.Row + row < cover.Row + cover.Height;
            var left = isCovered ? Math.Clamp(cover.Column - window.Column, 0, window.Width) : window.Width;
            var right = isCovered ? Math.Clamp(cover.Column + cover.Width - window.Column, left, window.Width) : window.Width;
            from.Slice(line, left).CopyTo(to[line..]);
            from[(line + right)..(line + window.Width)].CopyTo(to[(line + right)..]);
        }
    }
}
