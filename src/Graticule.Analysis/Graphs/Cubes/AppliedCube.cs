using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;

namespace Graticule.Analysis.Graphs.Cubes;

/// <summary>A cube each of whose cells was put through a process.</summary>
internal sealed class AppliedCube(Cube source, CellProcess process) : Cube(source.Shape)
{
    private readonly ByteTable? _table = process.TableOfCells(Enumerable.Range(0, source.Shape.Planes).All(source.HoldsBytes));

    public override IReadOnlyList<Cube> Inputs => [source];

    public override Block Read(Window window, ReadScope scope)
    {
        var all = source.Read(window, scope);
        var block = scope.NewBlock(window, Shape.Planes);
        if (_table is not null)
        {
            _table.Look(all.Values.Span, block.Values.Span);
            return block;
        }

        var step = block.PlaneLength * CellProcess.PlanesTogether(block.PlaneLength, Shape.Planes);
        for (var start = 0; start < block.Values.Length; start += step)
        {
            var count = Math.Min(step, block.Values.Length - start);
            CellProcess.Put(process.One(scope, all.Values.Slice(start, count)), block.Values.Span.Slice(start, count));
        }

        return block;
    }

    public override Cube Select(string dimension, IReadOnlyList<int> positions) => new AppliedCube(source.Select(dimension, positions), process);

    public override Cube Crop(Window window) => new AppliedCube(source.Crop(window), process);
}
