using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>Along one dimension, for each of other labels and each cell the first finite value of some places, in their order.</summary>
/// <param name="source">Whose values.</param>
/// <param name="along">A dimension of it, neither x nor y.</param>
/// <param name="target">What the dimension becomes.</param>
/// <param name="places">For each label of the target positions in the source, the best first; none: missing.</param>
public sealed class NearestValidCube(Cube source, string along, Dimension target, IReadOnlyList<IReadOnlyList<int>> places)
    : Cube(source.Shape.Replace(source.Shape.Find(along)!, target))
{
    public override IReadOnlyList<Cube> Inputs => [source];

    public override Block Read(Window window, ReadScope scope)
    {
        var all = source.Read(window, scope);
        var block = scope.NewBlock(window, Shape.Planes);
        var from = PlaneRun.Of(source.Shape, along);
        var to = PlaneRun.Of(Shape, target.Name);
        for (var plane = 0; plane < Shape.Planes; plane++)
        {
            var (outer, position, inner) = to.Split(plane);
            var result = block.Plane(plane);
            result.Fill(Missing.Value);
            for (var i = places[position].Count - 1; i >= 0; i--)
            {
                MissingLanes.TakeValid(all.Plane(from.Plane(outer, places[position][i], inner)), result);
            }
        }

        return block;
    }

    public override Cube Select(string dimension, IReadOnlyList<int> positions) => dimension == target.Name
        ? new NearestValidCube(source, along, target.Pick(positions), [.. positions.Select(position => places[position])])
        : new NearestValidCube(source.Select(dimension, positions), along, target, places);

    public override Cube Crop(Window window) => new NearestValidCube(source.Crop(window), along, target, places);
}
