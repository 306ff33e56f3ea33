using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Brings cubes to the dates of another one, by the nearest date.</summary>
internal static class TemporalResampling
{
    internal static Cube Resample(Arguments args)
    {
        var (cube, target) = (args.Cube(), args.Cube("target"));
        var within = args["valid_within"] is null ? (TimeSpan?)null : TimeSpan.FromDays(args.Number("valid_within"));
        foreach (var name in NamesOf(args, cube, target))
        {
            cube = Resample(args, cube, cube.Shape.Find(name)!, target.Shape.Find(name)!, within);
        }

        return cube;
    }

    private static IReadOnlyList<string> NamesOf(Arguments args, Cube cube, Cube target)
    {
        if (args["dimension"] is not null)
        {
            var (one, other) = (args.Dimension(cube), args.Dimension(target));
            return one.Type == DimensionType.Temporal && other.Type == DimensionType.Temporal ? [one.Name] : throw Mismatch($"'{one.Name}' is not temporal in both data cubes");
        }

        IReadOnlyList<string> names = [.. cube.Shape.Dimensions
            .Where(dimension => dimension.Type == DimensionType.Temporal && target.Shape.Find(dimension.Name)?.Type == DimensionType.Temporal)
            .Select(dimension => dimension.Name)];
        return names.Count > 0 ? names : throw Mismatch("no temporal dimension is in both data cubes");
    }

    private static Cube Resample(Arguments args, Cube cube, Dimension dimension, Dimension target, TimeSpan? within)
    {
        var instants = args.InstantsOf(dimension);
        var places = args.InstantsOf(target).Select(instant => Nearest(instants, instant)).ToList();
        if (within is { } limit)
        {
            var wanted = args.InstantsOf(target);
            return new NearestValidCube(cube, dimension.Name, target, [.. places.Select((order, i) =>
                order.Where(position => (instants[position] - wanted[i]).Duration() < limit).ToArray())]);
        }

        return dimension.Count == 0 && target.Count > 0
            ? throw Mismatch($"'{dimension.Name}' of the data has no labels")
            : Relabelled(cube.Select(dimension.Name, [.. places.Select(order => order[0])]), target);
    }

    private static Cube Relabelled(Cube cube, Dimension target) => RelabelledCube.Replace(cube, cube.Shape.Find(target.Name)!, target);

    /// <summary>Positions by their distance, the earlier first where it is the same.</summary>
    private static List<int> Nearest(IReadOnlyList<DateTimeOffset> instants, DateTimeOffset wanted) => [.. Enumerable.Range(0, instants.Count)
        .OrderBy(position => (instants[position] - wanted).Duration())
        .ThenBy(position => instants[position])];

    private static GraphException Mismatch(string what) => new("DimensionMismatch", $"The data cannot be brought to the dates of the target: {what}.") { Parameter = "target" };
}
