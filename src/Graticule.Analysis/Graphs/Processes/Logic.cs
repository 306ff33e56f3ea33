using Graticule.Analysis.Graphs.LaneMath;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Truths of three values: true, false and nodata.</summary>
internal static class Logic
{
    internal static IEnumerable<GraphProcess> All =>
    [
        Binary("and", default(And)),
        Binary("or", default(Or)),
        Binary("xor", default(Xor)),
        new("not", Negate) { TakesLanes = true },
        new("if", If) { TakesLanes = true },
        new("all", args => Reduce(args, default(And), whereEmpty: true)) { TakesLanes = true },
        new("any", args => Reduce(args, default(Or), whereEmpty: false)) { TakesLanes = true },
    ];

    /// <summary>The same lanes, as truths.</summary>
    internal static object? Booleans(object? value) => value is Lanes lanes ? lanes with { IsBoolean = true } : value;

    private static GraphProcess Binary<T>(string id, T operation)
        where T : struct, IBinary => new(id, args => args["x"] is Lanes || args["y"] is Lanes
            ? Booleans(Elements.Apply(args, operation, "x", "y"))
            : Elements.ToTruth(Kernel.Pair(operation, args.Truth("x"), args.Truth("y"))))
        {
            TakesLanes = true,
        };

    private static object? Negate(Arguments args) => args["x"] is Lanes
        ? Booleans(Elements.Apply(args, default(Not)))
        : Elements.ToTruth(Kernel.One(default(Not), args.Truth("x")));

    /// <summary>Only the branch that is needed is looked at.</summary>
    private static object? If(Arguments args)
    {
        if (args["value"] is not Lanes lanes)
        {
            var holds = args.Has("value") ? Elements.IsTrue(args["value"]) : throw args.Wrong("value", "true or false");
            return args[holds ? "accept" : "reject"];
        }

        var trues = Selection.CountTrue(lanes.Span);
        if (trues == lanes.Count || trues == 0)
        {
            return args[trues == 0 ? "reject" : "accept"];
        }

        return args["accept"] is ArrayValue yes && args["reject"] is ArrayValue no && yes.Count == no.Count && (yes.Labels ?? []).SequenceEqual(no.Labels ?? [])
            ? yes with { Items = [.. yes.Items.Zip(no.Items, (left, right) => Select(lanes, left, right, args.Run))] }
            : Select(lanes, args["accept"], args["reject"], args.Run);
    }

    private static Lanes Select(Lanes condition, object? accepted, object? rejected, GraphRun run)
    {
        var to = run.NewLanes(IsTruth(accepted) && IsTruth(rejected));
        Selection.Select(condition.Span, Cells(accepted, run), Cells(rejected, run), to.Span);
        return to;
    }

    private static bool IsTruth(object? value) => value is null or bool or Lanes { IsBoolean: true };

    private static Operand Cells(object? value, GraphRun run) => value switch
    {
        Lanes lanes => Operand.Of(lanes.Span),
        null => Operand.Of(Missing.Value, run.Numbers(8)),
        bool truth => Operand.Of(truth ? 1 : 0, run.Numbers(8)),
        double number => Operand.Of(number, run.Numbers(8)),
        _ => throw new LanesUnfitException(),
    };

    private static object? Reduce<T>(Arguments args, T operation, bool whereEmpty)
        where T : struct, IBinary
    {
        var series = Series.Of(args);
        var to = series.New(isBoolean: true);
        Folds.Run(operation, series.Items, series.IgnoresNodata, to.Span, whereEmpty ? 1 : 0);
        return series.Value(to);
    }
}
