using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>(first - second) / (first + second) of the two labels of a dimension, which is gone then.</summary>
/// <param name="source">With two labels along the dimension.</param>
/// <param name="pair">The dimension, neither x nor y.</param>
public sealed class NormalizedDifferenceCube(Cube source, string pair) : Cube(source.Shape.Without(source.Shape.Find(pair)!))
{
    public override IReadOnlyList<Cube> Inputs => [source];

    public override Block Read(Window window, ReadScope scope)
    {
        var pairs = source.Read(window, scope);
        var block = scope.NewBlock(window, Shape.Planes);
        var run = PlaneRun.Of(source.Shape, pair);
        for (var plane = 0; plane < Shape.Planes; plane++)
        {
            var (outer, inner) = Math.DivRem(plane, run.Stride);
            MissingLanes.NormalizedDifference(
                pairs.Plane(run.Plane(outer, 0, inner)), pairs.Plane(run.Plane(outer, 1, inner)), block.Plane(plane));
        }

        return block;
    }

    public override Cube Select(string dimension, IReadOnlyList<int> positions) => new NormalizedDifferenceCube(source.Select(dimension, positions), pair);

    public override Cube Crop(Window window) => new NormalizedDifferenceCube(source.Crop(window), pair);
}
