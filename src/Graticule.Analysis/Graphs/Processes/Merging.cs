using Graticule.Analysis.Graphs.Cubes;
using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>
/// Joins two cubes. The first one's grid is the grid of the result, continued where the second lies beside it on the same cells.
/// </summary>
internal static class Merging
{
    internal static Cube Merge(Arguments args)
    {
        var (first, second) = (args.Cube("cube1"), args.Cube("cube2"));
        Check(args, first.Shape, second.Shape);
        (first, second) = OnOneGrid(args, first, second);
        var resolver = args["overlap_resolver"] is null ? null : args.Cells("overlap_resolver");
        var merged = Join(first, second, resolver);
        return resolver is not null || !merged.Overlaps ? merged : throw new GraphException(
            "OverlapResolverMissing",
            $"Both data cubes have values for the same labels of all dimensions ({first.Shape}; {second.Shape}); 'overlap_resolver' must tell what becomes of them.")
        { Parameter = "overlap_resolver" };
    }

    /// <summary>Joins two cubes on the same x and y that have no label of some dimension in common.</summary>
    internal static Cube Append(Cube first, Cube second) => Join(first, second, resolver: null);

    /// <summary>Joins two cubes on the same x and y, cell by cell.</summary>
    internal static MergedCube Join(Cube first, Cube second, CellProcess? resolver)
    {
        var shape = new CubeShape(OrderOf(first.Shape, second.Shape).Select(name => Union(first.Shape.Find(name), second.Shape.Find(name))));
        return new(shape, Side(first, shape), Side(second, shape), resolver);
    }

    private static void Check(Arguments args, CubeShape first, CubeShape second)
    {
        foreach (var one in first.Dimensions)
        {
            if (second.Find(one.Name) is not { } two)
            {
                continue;
            }

            if ((one.Type == DimensionType.Geometry) != (two.Type == DimensionType.Geometry))
            {
                throw new GraphException("IncompatibleGeometryTypes", $"Only one of the two dimensions '{one.Name}' holds geometries.") { Parameter = "cube2" };
            }

            if (one.Type != two.Type || one.Axis != two.Axis)
            {
                throw args.Wrong("cube2", $"a data cube whose dimension '{one.Name}' is of the same type as that of the first");
            }
        }

        if (first.X is { } x && second.X is { } otherX && x.Name != otherX.Name || first.Y is { } y && second.Y is { } otherY && y.Name != otherY.Name)
        {
            throw args.Wrong("cube2", "a data cube whose x and y are named as those of the first");
        }
    }

    /// <summary>Both cubes on the same x and y, whichever of the two has them.</summary>
    private static (Cube First, Cube Second) OnOneGrid(Arguments args, Cube first, Cube second)
    {
        var target = first.Shape.X is null && first.Shape.Y is null ? second.Shape : first.Shape;
        if (Lattice.GridOf(first.Shape) is { } one && Lattice.GridOf(second.Shape) is { } two && one != two
            && Alignment.Told("cube2", () => Lattice.IsShared(one, two)))
        {
            var (x, y) = Lattice.Union(one, two).ToDimensions(target.X!.Name, target.Y!.Name);
            target = target.Replace(target.X, x).Replace(target.Y, y);
        }

        return (Alignment.To(first, target, args, "cube1"), Alignment.To(second, target, args, "cube2"));
    }

    private static IEnumerable<string> OrderOf(CubeShape first, CubeShape second)
    {
        var (more, fewer) = first.Dimensions.Length >= second.Dimensions.Length ? (first, second) : (second, first);
        return more.Dimensions.Concat(fewer.Dimensions).Select(dimension => dimension.Name).Distinct(StringComparer.Ordinal);
    }

    private static Dimension Union(Dimension? first, Dimension? second)
    {
        if (first is null || second is null || first.IsX || first.IsY)
        {
            return first ?? second!;
        }

        var known = first.Labels.Select(KeyOf).ToHashSet();
        var added = Enumerable.Range(0, second.Count).Where(position => !known.Contains(KeyOf(second.Labels[position]))).ToList();
        if (added.Count == 0)
        {
            return first;
        }

        var more = second.Pick(added);
        var labels = first.Labels.Concat(more.Labels);
        return first with
        {
            Labels = new(first.Type is DimensionType.Temporal or DimensionType.Spatial ? Sorted(labels, IsFalling(first)) : labels),
            Bands = first.Bands is null && second.Bands is null ? null : [.. FactsOf(first), .. FactsOf(more)],
        };
    }

    private static IEnumerable<BandFact> FactsOf(Dimension dimension) => dimension.Bands ?? [.. dimension.Labels.Select(label => new BandFact(label.Text))];

    private static bool IsFalling(Dimension dimension) => dimension is { Type: DimensionType.Spatial, Count: > 1 } && dimension.Labels[1].Number < dimension.Labels[0].Number;

    private static IEnumerable<Label> Sorted(IEnumerable<Label> labels, bool isFalling)
    {
        var sorted = labels
            .OrderBy(label => Instants.Find(label.IsText ? label.Text : null) ?? DateTimeOffset.MaxValue)
            .ThenBy(label => label.IsText ? 0 : label.Number)
            .ThenBy(label => label.Text, StringComparer.Ordinal);
        return isFalling ? sorted.Reverse() : sorted;
    }

    private static MergeSide Side(Cube cube, CubeShape shape)
    {
        var positions = cube.Shape.PlaneDimensions.ToDictionary(
            dimension => dimension.Name,
            dimension => PositionsOf(dimension, shape.Find(dimension.Name)!),
            StringComparer.Ordinal);
        return new(cube, positions, cube is PlacedCube placed ? placed.Cover : new Window(0, 0, shape.Width, shape.Height));
    }

    private static IReadOnlyList<int> PositionsOf(Dimension dimension, Dimension target)
    {
        var positions = new Dictionary<object, int>();
        for (var i = 0; i < dimension.Count; i++)
        {
            positions[KeyOf(dimension.Labels[i])] = i;
        }

        return [.. target.Labels.Select(label => positions.GetValueOrDefault(KeyOf(label), -1))];
    }

    /// <summary>Two texts that name one instant are one label.</summary>
    internal static object KeyOf(Label label) => label.IsText && label.Text.Length >= 10 && Instants.TryParse(label.Text, out var instant) ? instant : label;
}
