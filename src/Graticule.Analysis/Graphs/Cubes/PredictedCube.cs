using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;

namespace Graticule.Analysis.Graphs.Cubes;

/// <summary>Values of a function of x whose parameters lie along a dimension of a cube.</summary>
/// <param name="source">With the parameters.</param>
/// <param name="along">Along which they lie; neither x nor y.</param>
/// <param name="target">What the dimension becomes.</param>
/// <param name="x">For each label of the target.</param>
/// <param name="function">Of <c>x</c> and the array <c>parameters</c>.</param>
internal sealed class PredictedCube(Cube source, Dimension along, Dimension target, IReadOnlyList<double> x, PixelCallback function)
    : Cube(source.Shape.Replace(source.Shape.Find(along.Name)!, target))
{
    public override IReadOnlyList<Cube> Inputs => [source];

    public override Block Read(Window window, ReadScope scope)
    {
        var all = source.Read(window, scope);
        var block = scope.NewBlock(window, Shape.Planes);
        var from = PlaneRun.Of(source.Shape, along.Name);
        var to = PlaneRun.Of(Shape, target.Name);
        for (var plane = 0; plane < Shape.Planes; plane++)
        {
            var (outer, position, inner) = to.Split(plane);
            object?[] parameters = [.. Enumerable.Range(0, from.Count).Select(i => new Lanes(all.PlaneMemory(from.Plane(outer, i, inner))))];
            CellProcess.Put(
                function.Invoke(scope, block.PlaneLength, ("x", x[position]), ("parameters", new ArrayValue(parameters, along.Labels))), block.Plane(plane));
        }

        return block;
    }

    public override Cube Select(string dimension, IReadOnlyList<int> positions) => dimension == target.Name
        ? new PredictedCube(source, along, target.Pick(positions), [.. positions.Select(position => x[position])], function)
        : new PredictedCube(source.Select(dimension, positions), along, target, x, function);

    public override Cube Crop(Window window) => new PredictedCube(source.Crop(window), along, target, x, function);
}
