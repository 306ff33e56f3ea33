using Graticule.Analysis.Graphs.Cubes;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

internal static class CubeCallbacks
{
    internal static IEnumerable<GraphProcess> All =>
    [
        new("apply", args => new AppliedCube(args.Cube(), args.Cells("process"))),
        new("apply_dimension", ApplyDimension),
        new("reduce_dimension", ReduceDimension),
        new("ndvi", VegetationIndex.Compute),
        .. Curves.All,
    ];

    private static ReducedCube ReduceDimension(Arguments args)
    {
        var (cube, reducer) = (args.Cube(), args.Cells("reducer"));
        var (upright, dimension) = CubeArguments.Upright(cube, args.Dimension(cube));
        reducer.TryReducing(dimension.Labels);
        return ReducedCube.Whole(upright, dimension, reducer);
    }

    private static Cube ApplyDimension(Arguments args)
    {
        var (cube, process) = (args.Cube(), args.Cells("process"));
        var source = args.Dimension(cube);
        var other = args["target_dimension"] is null || args.Text("target_dimension") == source.Name ? null : args.Text("target_dimension");
        var replaced = other is null ? null : cube.Shape.Find(other);
        if (replaced is not null)
        {
            cube = replaced.Count == 1 ? RelabelledCube.Drop(cube, replaced) : throw new GraphException(
                "ProcessParameterInvalid", $"The dimension '{other}' exists and has {replaced.Count} labels; only one with a single label can be the target.")
            { Parameter = "target_dimension" };
        }

        var at = cube.Shape.IndexOf(source.Name);
        var (upright, dimension) = CubeArguments.Upright(cube, source);
        var made = process.Try(dimension.Labels);
        var target = Target(source, other, replaced, made?.Count ?? 1);
        if (other is null && process.IsUserFunction && DatesOf(source, made) is { } dates)
        {
            target = target with { Labels = dates };
        }

        var order = cube.Shape.Dimensions.Select(each => each.Name == source.Name ? target.Name : each.Name).ToList();
        if (!target.IsX && !target.IsY)
        {
            return RearrangedCube.Reorder(new AppliedDimensionCube(upright, dimension, target, process), order);
        }

        var raised = target with { Type = DimensionType.Other, Axis = null };
        var applied = RearrangedCube.Reorder(
            new AppliedDimensionCube(upright, dimension, raised, process), [.. order.Where(name => name != target.Name), target.Name]);
        return new LaidCube(applied, target, at);
    }

    /// <summary>Dates that a user's function gives to a series stay its labels, such as the months that it made of days; null where it gives none.</summary>
    private static LabelList? DatesOf(Dimension source, ArrayValue? made) =>
        source.Type == DimensionType.Temporal && made?.Labels is { Count: > 0 } labels && labels.All(label => label.IsText && Instants.Find(label.Text) is not null)
            ? new(labels)
            : null;

    /// <summary>Labels stay where the dimension and their count do; otherwise they are numbers from 0.</summary>
    private static Dimension Target(Dimension source, string? other, Dimension? replaced, int count) => (other, replaced) switch
    {
        (null, _) when count == source.Count => source,
        (null, _) => new(source.Name, source.Type, LabelList.Numbered(count)) { Axis = source.Axis },
        (_, not null) => new(replaced.Name, replaced.Type, LabelList.Numbered(count)) { Axis = replaced.Axis },
        _ => new(other, DimensionType.Other, LabelList.Numbered(count)),
    };
}
