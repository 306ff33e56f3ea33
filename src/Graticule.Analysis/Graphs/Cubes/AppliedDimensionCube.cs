using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;

namespace Graticule.Analysis.Graphs.Cubes;

/// <summary>A cube along one of whose dimensions all values were put through a process together, which made as many values of them or others.</summary>
/// <param name="source">Whose values.</param>
/// <param name="along">A dimension of it, neither x nor y.</param>
/// <param name="target">What the dimension becomes: a label for each value that the process makes.</param>
/// <param name="process">Makes an array of an array; where it makes less than was expected, the rest is missing.</param>
internal sealed class AppliedDimensionCube(Cube source, Dimension along, Dimension target, CellProcess process)
    : Cube(source.Shape.Replace(source.Shape.Find(along.Name)!, target))
{
    public override IReadOnlyList<Cube> Inputs => [source];

    public override Block Read(Window window, ReadScope scope)
    {
        var all = source.Read(window, scope);
        var block = scope.NewBlock(window, Shape.Planes);
        var length = block.PlaneLength;
        var from = PlaneRun.Of(source.Shape, along.Name);
        var to = from.WithCount(target.Count);
        var together = CellProcess.PlanesTogether(length, from.Stride);
        for (var outer = 0; outer < Shape.Planes / Math.Max(1, to.Count * to.Stride); outer++)
        {
            for (var inner = 0; inner < from.Stride; inner += together)
            {
                var count = Math.Min(together, from.Stride - inner) * length;
                var items = new object?[from.Count];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = new Lanes(all.Values.Slice(from.Plane(outer, i, inner) * length, count));
                }

                var made = process.Many(scope, count, items, along.Labels);
                for (var i = 0; i < to.Count; i++)
                {
                    Put(made, i, block.Values.Span.Slice(to.Plane(outer, i, inner) * length, count));
                }
            }
        }

        return block;
    }

    public override Cube Select(string dimension, IReadOnlyList<int> positions) => dimension == target.Name
        ? base.Select(dimension, positions)
        : new AppliedDimensionCube(source.Select(dimension, positions), along, target, process);

    public override Cube Crop(Window window) => new AppliedDimensionCube(source.Crop(window), along, target, process);

    private void Put(object made, int index, Span<double> cells)
    {
        var values = made is ArrayValue array ? array.Items : [made];
        if (values.Count > target.Count)
        {
            throw new GraphException(
                "ProcessGraphInvalid", $"The process makes {values.Count} values along '{along.Name}' for some cells and {target.Count} for others.");
        }

        if (index < values.Count)
        {
            CellProcess.Put(values[index]!, cells);
        }
        else
        {
            cells.Fill(Missing.Value);
        }
    }
}
