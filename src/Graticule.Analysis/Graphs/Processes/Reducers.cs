using Graticule.Analysis.Graphs.LaneMath;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Processes that make one value, or a few, of an array.</summary>
internal static class Reducers
{
    internal static IEnumerable<GraphProcess> All =>
    [
        new("min", args => Series.Of(args).Fold(default(Least))) { TakesLanes = true },
        new("max", args => Series.Of(args).Fold(default(Greatest))) { TakesLanes = true },
        new("sum", args => Series.Of(args).Fold(default(Sum))) { TakesLanes = true },
        new("product", args => Series.Of(args).Fold(default(Product))) { TakesLanes = true },
        new("mean", args => Series.Of(args).Reduce(Mean)) { TakesLanes = true },
        new("variance", args => Series.Of(args).Reduce(Variance)) { TakesLanes = true },
        new("sd", args => Series.Of(args).Reduce(Deviation)) { TakesLanes = true },
        new("median", args => Quantiles(Series.Of(args), [0.5]).Items[0]) { TakesLanes = true },
        new("quantiles", args => Quantiles(Series.Of(args), Probabilities(args))) { TakesLanes = true },
        new("extrema", Extrema) { TakesLanes = true },
        new("first", args => End(args, default(Earlier), isLast: false)) { TakesLanes = true },
        new("last", args => End(args, default(Later), isLast: true)) { TakesLanes = true },
        new("count", Counting.Count) { TakesLanes = true },
    ];

    private static void Mean(Series series, Lanes to) => Folds.Mean(series.Items, series.IgnoresNodata, to.Span, series.Run.Numbers(to.Count));

    private static void Variance(Series series, Lanes to) => Deviations.Variance(series.Items, series.IgnoresNodata, to.Span, series.Run.Numbers(2 * to.Count));

    private static void Deviation(Series series, Lanes to)
    {
        Variance(series, to);
        Kernel.Map(default(SquareRoot), to.Span, to.Span);
    }

    private static ArrayValue Extrema(Arguments args)
    {
        var series = Series.Of(args);
        return new([series.Fold(default(Least)), series.Fold(default(Greatest))]);
    }

    private static ArrayValue Quantiles(Series series, double[] probabilities)
    {
        if (series.Count == 0)
        {
            return new(new object?[probabilities.Length]);
        }

        var lanes = probabilities.Select(_ => series.New()).ToList();
        var scratch = series.Run.Numbers(LaneMath.Quantiles.ScratchOf(series.Count, series.Pixels));
        LaneMath.Quantiles.Run(series.Items, series.IgnoresNodata, probabilities, [.. lanes.Select(lane => lane.Values)], scratch);
        return new([.. lanes.Select(series.Value)]);
    }

    private static double[] Probabilities(Arguments args) => (args["probabilities"], args["q"]) switch
    {
        (null, null) => throw new GraphException("QuantilesParameterMissing", "Either 'probabilities' or 'q' must be given.") { Parameter = "probabilities" },
        ({ }, { }) => throw new GraphException("QuantilesParameterConflict", "Only one of 'probabilities' and 'q' can be given.") { Parameter = "q" },
        (null, _) => Parts(args, "q"),
        (double, _) => Parts(args, "probabilities"),
        (ArrayValue array, _) => Listed(array, args),
        _ => throw args.Wrong("probabilities", "an array of numbers, or a whole number"),
    };

    private static double[] Parts(Arguments args, string name)
    {
        var parts = args.Integer(name);
        return parts is >= 2 and <= 10000
            ? [.. Enumerable.Range(1, parts - 1).Select(part => part / (double)parts)]
            : throw args.Wrong(name, "a whole number from 2 to 10000");
    }

    private static double[] Listed(ArrayValue array, Arguments args)
    {
        double[] listed = [.. array.Items.Select(item => item is double and >= 0 and <= 1 ? (double)item : throw args.Wrong("probabilities", "an array of numbers from 0 to 1"))];
        return listed.Zip(listed.Skip(1)).All(pair => pair.First <= pair.Second)
            ? listed
            : throw new GraphException("AscendingProbabilitiesRequired", "The probabilities must be in ascending order.") { Parameter = "probabilities" };
    }

    /// <summary>The first or last element, of any kind.</summary>
    private static object? End<T>(Arguments args, T operation, bool isLast)
        where T : struct, IBinary
    {
        var items = args.Get<ArrayValue>("data").Items;
        if (items.Any(item => item is Lanes))
        {
            var value = Series.Of(args).Fold(operation);
            return items.All(item => item is null or bool or Lanes { IsBoolean: true }) ? Logic.Booleans(value) : value;
        }

        var candidates = args.Get("ignore_nodata", otherwise: true) ? items.Where(item => item is not null) : items;
        return isLast ? candidates.LastOrDefault() : candidates.FirstOrDefault();
    }
}
