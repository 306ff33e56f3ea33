using System.Collections.Immutable;

namespace Graticule.Raster.Cubes;

/// <summary>
/// The dimensions of a cube, in order. Cells are laid out in planes: x runs fastest, then y, and the other dimensions number the planes,
/// the last of them fastest. A cube without x or y has planes of width or height 1.
/// </summary>
public sealed record CubeShape
{
    public CubeShape(IEnumerable<Dimension> dimensions)
    {
        Dimensions = [.. dimensions];
        PlaneDimensions = [.. Dimensions.Where(dimension => !dimension.IsX && !dimension.IsY)];
        X = Dimensions.FirstOrDefault(dimension => dimension.IsX);
        Y = Dimensions.FirstOrDefault(dimension => dimension.IsY);
        Planes = PlaneDimensions.Aggregate(1, (product, dimension) => checked(product * dimension.Count));
    }

    public ImmutableArray<Dimension> Dimensions { get; }

    /// <summary>All but x and y, in order.</summary>
    public ImmutableArray<Dimension> PlaneDimensions { get; }

    public Dimension? X { get; }

    public Dimension? Y { get; }

    public int Width => X?.Count ?? 1;

    public int Height => Y?.Count ?? 1;

    /// <summary>Product of the counts of the other dimensions.</summary>
    public int Planes { get; }

    /// <summary>The regular grid of x and y; null if one is absent, irregular or has no cell.</summary>
    public Grid? Grid => X is { Labels.IsRegular: true } x && Y is { Labels.IsRegular: true } y ? Cubes.Grid.Of(x, y) : null;

    public Dimension? Find(string name) => Dimensions.FirstOrDefault(dimension => dimension.Name == name);

    /// <summary>Position of a dimension in <see cref="Dimensions"/>; -1 if there is none of that name.</summary>
    public int IndexOf(string name) => Dimensions.ToList().FindIndex(dimension => dimension.Name == name);

    /// <summary>How many planes one step along a plane dimension passes.</summary>
    public int StrideOf(Dimension dimension) =>
        PlaneDimensions.Skip(PlaneDimensions.IndexOf(dimension) + 1).Aggregate(1, (product, other) => product * other.Count);

    public CubeShape Replace(Dimension old, Dimension by) => new(Dimensions.Select(dimension => dimension.Name == old.Name ? by : dimension));

    public CubeShape Without(Dimension dimension) => new(Dimensions.Where(other => other.Name != dimension.Name));

    public override string ToString() => string.Join(" x ", Dimensions.Select(dimension => $"{dimension.Name} {dimension.Count}"));
}
