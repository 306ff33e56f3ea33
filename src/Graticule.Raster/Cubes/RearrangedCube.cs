using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>
/// The planes of another cube in another order: dimensions turned, flattened, split or repeated. X and y stay.
/// </summary>
/// <remarks>
/// Where a dimension other than x and y is in both cubes under one name, a plane comes from a plane of the same position along it. That is
/// what lets a selection pass to the source.
/// </remarks>
public sealed class RearrangedCube : Cube
{
    private readonly Cube _source;
    private readonly IReadOnlyList<int> _planes;

    /// <param name="source">Whose planes.</param>
    /// <param name="shape">As wide and as high as the source.</param>
    /// <param name="planes">For each plane of the shape the plane of the source; -1: all its cells are missing.</param>
    public RearrangedCube(Cube source, CubeShape shape, IReadOnlyList<int> planes)
        : base(shape)
    {
        _source = source;
        _planes = planes.Count == shape.Planes ? planes : throw new ArgumentException($"{shape.Planes} planes are to be told, not {planes.Count}.", nameof(planes));
    }

    public override IReadOnlyList<Cube> Inputs => [_source];

    public override bool HoldsBytes(int plane) => _planes[plane] < 0 || _source.HoldsBytes(_planes[plane]);

    public override Block Read(Window window, ReadScope scope)
    {
        var all = _source.Read(window, scope);
        var block = scope.NewBlock(window, Shape.Planes);
        for (var plane = 0; plane < Shape.Planes; plane++)
        {
            if (_planes[plane] < 0)
            {
                block.Plane(plane).Fill(Missing.Value);
            }
            else
            {
                all.Plane(_planes[plane]).CopyTo(block.Plane(plane));
            }
        }

        return block;
    }

    public override Cube Crop(Window window) => new RearrangedCube(_source.Crop(window), ShapeOf(this, window), _planes);

    public override Cube Select(string dimension, IReadOnlyList<int> positions)
    {
        if (_source.Shape.Find(dimension) is not { } old)
        {
            return base.Select(dimension, positions);
        }

        var shape = ShapeOf(this, dimension, positions);
        var here = PlaneRun.Of(Shape, dimension);
        var there = PlaneRun.Of(_source.Shape, dimension);
        var planes = new int[shape.Planes];
        for (var plane = 0; plane < planes.Length; plane++)
        {
            var (outer, position, inner) = here.WithCount(positions.Count).Split(plane);
            var from = _planes[here.Plane(outer, positions[position], inner)];
            planes[plane] = from < 0 ? -1 : there.Moved(from, position, positions.Count);
        }

        return new RearrangedCube(_source.Select(old.Name, positions), shape, planes);
    }

    /// <summary>The same cube with its dimensions in another order.</summary>
    /// <param name="cube">Whose dimensions.</param>
    /// <param name="names">All of them.</param>
    public static Cube Reorder(Cube cube, IReadOnlyList<string> names)
    {
        var shape = new CubeShape(names.Select(name => cube.Shape.Find(name)!));
        var planes = PlanesOf(shape, cube.Shape);
        return planes.Select((from, to) => from == to).All(isSame => isSame)
            ? new RelabelledCube(cube, shape, names.ToDictionary(name => name, name => name, StringComparer.Ordinal))
            : new RearrangedCube(cube, shape, planes);
    }

    /// <summary>For each plane of a shape the plane of another one that has the same positions along the dimensions that both have.</summary>
    public static int[] PlanesOf(CubeShape shape, CubeShape source)
    {
        var planes = new int[shape.Planes];
        foreach (var dimension in source.PlaneDimensions.Where(dimension => shape.Find(dimension.Name) is not null))
        {
            var run = PlaneRun.Of(shape, dimension.Name);
            var stride = source.StrideOf(dimension);
            for (var plane = 0; plane < planes.Length; plane++)
            {
                planes[plane] += run.Split(plane).Position * stride;
            }
        }

        return planes;
    }
}
