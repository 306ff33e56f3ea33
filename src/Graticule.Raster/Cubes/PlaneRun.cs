namespace Graticule.Raster.Cubes;

/// <summary>How the positions along one dimension number the planes: <c>plane = (outer * Count + position) * Stride + inner</c>.</summary>
/// <param name="Count">Positions.</param>
/// <param name="Stride">Planes from one position to the next.</param>
public readonly record struct PlaneRun(int Count, int Stride)
{
    /// <summary>That of a dimension other than x and y.</summary>
    public static PlaneRun Of(CubeShape shape, string dimension)
    {
        var found = shape.PlaneDimensions.First(other => other.Name == dimension);
        return new(found.Count, shape.StrideOf(found));
    }

    public int Plane(int outer, int position, int inner) => (((outer * Count) + position) * Stride) + inner;

    public (int Outer, int Position, int Inner) Split(int plane)
    {
        var (rest, inner) = Math.DivRem(plane, Stride);
        var (outer, position) = Math.DivRem(rest, Count);
        return (outer, position, inner);
    }

    public PlaneRun WithCount(int count) => this with { Count = count };

    /// <summary>The plane that a plane becomes where the dimension has another count and the plane another position.</summary>
    public int Moved(int plane, int position, int count)
    {
        var (outer, _, inner) = Split(plane);
        return WithCount(count).Plane(outer, position, inner);
    }
}
