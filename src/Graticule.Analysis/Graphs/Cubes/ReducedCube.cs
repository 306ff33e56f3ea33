using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;

namespace Graticule.Analysis.Graphs.Cubes;

/// <summary>A cube along one of whose dimensions groups of values became one value each. A group may be empty, and groups may overlap.</summary>
internal sealed class ReducedCube : Cube
{
    private readonly Cube _source;
    private readonly string _dimension;
    private readonly IReadOnlyList<IReadOnlyList<int>> _groups;
    private readonly IReadOnlyList<Label>[] _labels;
    private readonly CellProcess _reducer;
    private readonly PlaneRun _run;

    /// <summary>For each group the position of the only value that counts, and what becomes of it; null where values are not bytes, or several count.</summary>
    private readonly (int Position, ByteTable Table)?[] _tables;

    private ReducedCube(Cube source, string dimension, IReadOnlyList<IReadOnlyList<int>> groups, CubeShape shape, CellProcess reducer)
        : base(shape)
    {
        (_source, _dimension, _groups, _reducer) = (source, dimension, groups, reducer);
        _run = PlaneRun.Of(source.Shape, dimension);
        var labels = source.Shape.Find(dimension)!.Labels;
        _labels = [.. groups.Select(group => group.Select(position => labels[position]).ToArray())];
        _tables = [.. groups.Select((group, index) => FindTable(group, _labels[index]))];
    }

    public override IReadOnlyList<Cube> Inputs => [_source];

    /// <summary>All values along a dimension, neither x nor y, become one.</summary>
    internal static ReducedCube Whole(Cube source, Dimension dimension, CellProcess reducer) =>
        new(source, dimension.Name, [[.. Enumerable.Range(0, dimension.Count)]], source.Shape.Without(dimension), reducer);

    /// <summary>Groups of values along a dimension, neither x nor y, become one value each.</summary>
    /// <param name="source">Whose values.</param>
    /// <param name="dimension">A dimension of it.</param>
    /// <param name="groups">Positions along the dimension.</param>
    /// <param name="target">What the dimension becomes: a label for each group.</param>
    /// <param name="reducer">Makes one value of an array.</param>
    internal static ReducedCube Grouped(Cube source, Dimension dimension, IReadOnlyList<IReadOnlyList<int>> groups, Dimension target, CellProcess reducer)
    {
        var used = groups.SelectMany(group => group).Distinct().Order().ToList();
        if (used.Count < dimension.Count)
        {
            source = source.Select(dimension.Name, used);
            groups = [.. groups.Select(group => group.Select(position => used.BinarySearch(position)).ToArray())];
            dimension = source.Shape.Find(dimension.Name)!;
        }

        return new(source, dimension.Name, groups, source.Shape.Replace(dimension, target), reducer);
    }

    public override Block Read(Window window, ReadScope scope)
    {
        var all = _source.Read(window, scope);
        var block = scope.NewBlock(window, Shape.Planes);
        var length = block.PlaneLength;
        var together = CellProcess.PlanesTogether(length, _run.Stride);
        var target = _run.WithCount(_groups.Count);
        for (var first = 0; first < Shape.Planes; first += _run.Stride)
        {
            var (outer, group, _) = target.Split(first);
            if (_tables[group] is { } known)
            {
                var cells = all.Values.Span.Slice(_run.Plane(outer, known.Position, 0) * length, _run.Stride * length);
                known.Table.Look(cells, block.Values.Span.Slice(first * length, cells.Length));
                continue;
            }

            for (var inner = 0; inner < _run.Stride; inner += together)
            {
                var count = Math.Min(together, _run.Stride - inner) * length;
                var positions = _groups[group];
                var items = new object?[positions.Count];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = new Lanes(all.Values.Slice(_run.Plane(outer, positions[i], inner) * length, count));
                }

                CellProcess.Put(_reducer.Many(scope, count, items, _labels[group]), block.Values.Span.Slice((first + inner) * length, count));
            }
        }

        return block;
    }

    private (int Position, ByteTable Table)? FindTable(IReadOnlyList<int> group, IReadOnlyList<Label> labels)
    {
        if (_reducer.OnlyElementOf(labels) is not { } element)
        {
            return null;
        }

        var holdBytes = Enumerable.Range(0, _source.Shape.Planes).Where(plane => _run.Split(plane).Position == group[element]).All(_source.HoldsBytes);
        return holdBytes && ByteTable.TryMake((scope, cells) => _reducer.Many(scope, cells.Length, [.. Enumerable.Repeat<object?>(new Lanes(cells), group.Count)], labels)) is { } table
            ? (group[element], table)
            : null;
    }

    public override Cube Select(string dimension, IReadOnlyList<int> positions) => dimension == _dimension
        ? Grouped(_source, _source.Shape.Find(dimension)!, [.. positions.Select(position => _groups[position])], Shape.Find(dimension)!.Pick(positions), _reducer)
        : new ReducedCube(_source.Select(dimension, positions), _dimension, _groups, ShapeOf(this, dimension, positions), _reducer);

    public override Cube Crop(Window window) => new ReducedCube(_source.Crop(window), _dimension, _groups, ShapeOf(this, window), _reducer);
}
