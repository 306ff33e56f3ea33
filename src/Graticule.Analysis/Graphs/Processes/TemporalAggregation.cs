using Graticule.Analysis.Graphs.Cubes;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

internal static class TemporalAggregation
{
    /// <summary>Labels that an aggregation may make: more would be an hour of each day of a century.</summary>
    private const int MostLabels = 1 << 20;

    internal static IEnumerable<GraphProcess> All =>
    [
        new("aggregate_temporal", ByIntervals),
        new("aggregate_temporal_period", ByPeriod),
        new("resample_cube_temporal", TemporalResampling.Resample),
    ];

    private static ReducedCube ByIntervals(Arguments args)
    {
        var cube = args.Cube();
        var dimension = args.TemporalDimension(cube);
        var intervals = args.Get<ArrayValue>("intervals").Items;
        var tests = intervals.Select(interval => Intervals.Read(args, "intervals", interval, timesOfDay: true)).ToList();
        var labels = args.Labels("labels");
        if (labels.Count == 0)
        {
            labels = [.. intervals.Select(interval => ((ArrayValue)interval!).Items[0] is string start ? new Label(start) : throw Distinct())];
        }
        else if (labels.Count != intervals.Count)
        {
            throw args.Wrong("labels", $"an array of {intervals.Count} labels, one for each interval, and not {labels.Count}");
        }

        if (labels.Distinct().Count() != labels.Count)
        {
            throw Distinct();
        }

        var instants = args.InstantsOf(dimension);
        return Group(args, cube, dimension, tests.ConvertAll(isIn => Positions(instants, isIn)), labels);
    }

    private static ReducedCube ByPeriod(Arguments args)
    {
        var cube = args.Cube();
        var dimension = args.TemporalDimension(cube);
        if (!Periods.ByName.TryGetValue(args.Text("period"), out var periods))
        {
            throw args.Wrong("period", $"one of: {string.Join(", ", Periods.ByName.Keys)}");
        }

        var numbers = args.InstantsOf(dimension).Select(instant => periods.NumberOf(instant.UtcDateTime)).ToList();
        if (numbers.Count == 0)
        {
            return Group(args, cube, dimension, [], []);
        }

        var (first, count) = (numbers.Min(), numbers.Max() - numbers.Min() + 1);
        if (count > MostLabels)
        {
            throw args.Wrong("period", $"longer: from first to last there would be {count} labels, more than {MostLabels}");
        }

        var groups = Enumerable.Range(0, count).Select(_ => new List<int>()).ToList();
        for (var position = 0; position < numbers.Count; position++)
        {
            groups[numbers[position] - first].Add(position);
        }

        return Group(args, cube, dimension, groups, [.. Enumerable.Range(first, count).Select(number => new Label(periods.LabelOf(number)))]);
    }

    private static ReducedCube Group(Arguments args, Cube cube, Dimension dimension, IReadOnlyList<IReadOnlyList<int>> groups, IReadOnlyList<Label> labels)
    {
        var reducer = args.Cells("reducer");
        reducer.TryReducing(dimension.Labels);
        return ReducedCube.Grouped(cube, dimension, groups, dimension with { Labels = new(labels) }, reducer);
    }

    private static int[] Positions(IReadOnlyList<DateTimeOffset> instants, Func<DateTimeOffset, bool> isIn) =>
        [.. Enumerable.Range(0, instants.Count).Where(position => isIn(instants[position]))];

    private static GraphException Distinct() => new(
        "DistinctDimensionLabelsRequired", "The starts of the intervals cannot be labels, since they are not all there and different; 'labels' must name different ones.")
    { Parameter = "labels" };
}
