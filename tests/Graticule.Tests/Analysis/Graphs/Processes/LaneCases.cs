using Graticule.Analysis.Graphs;
using Graticule.Tests.Analysis.Graphs.Conformance;

namespace Graticule.Tests.Analysis.Graphs.Processes;

/// <summary>One way to call a process: arguments that differ from pixel to pixel, and others.</summary>
internal sealed record LaneCase(string Process, params (string Name, object? Value)[] Arguments)
{
    internal bool MayBeUnfit { get; init; }

    internal bool IsApproximate { get; init; }
}

internal static class LaneCases
{
    private static readonly Numbers X = new();
    private static readonly Numbers Present = new(0);
    private static readonly Truths T = new();

    private static readonly string[] Unary = ["absolute", "sgn", "int", "floor", "ceil", "sqrt", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "arsinh", "arcosh", "artanh"];
    private static readonly string[] Binary = ["add", "subtract", "multiply", "divide", "normalized_difference", "mod", "gt", "gte", "lt", "lte", "eq", "neq"];
    private static readonly string[] Reductions = ["min", "max", "sum", "product", "mean", "variance", "sd", "median", "extrema", "first", "last", "cumsum", "cumproduct", "cummin", "cummax"];

    private static readonly string[] Approximate = ["sin", "cos", "ln"];
    private static readonly string[] Strict = ["gt", "lte", "eq", "neq"];
    private static readonly string[] Questions = ["is_nan", "is_nodata", "is_valid", "is_infinite"];
    private static readonly string[] Logical = ["and", "or", "xor"];
    private static readonly string[] Quantified = ["all", "any"];
    private static readonly string[] Ordering = ["sort", "order"];
    private static readonly bool[] Either = [true, false];
    private static readonly object?[] Placements = [null, true, false];
    private static readonly int[] Lengths = [0, 1, 2, 3, 5, 9, 24];
    private static readonly int[] LongLengths = [0, 1, 2, 7, 24, 60, 200];
    private static readonly int[] OrderedLengths = [1, 6, 50];
    private static readonly Numbers[] Elements = [X, Present, new(0.02)];

    internal static IReadOnlyList<LaneCase> All { get; } =
    [
        .. Unary.Select(id => new LaneCase(id, ("x", X))),
        .. Approximate.Select(id => new LaneCase(id, ("x", X)) { IsApproximate = true }),
        new("exp", ("p", X)) { IsApproximate = true },
        .. Binary.SelectMany(id => new LaneCase[]
        {
            new(id, ("x", X), ("y", X)), new(id, ("x", X), ("y", 0.5)), new(id, ("x", 2.0), ("y", X)), new(id, ("x", X), ("y", null)), new(id, ("x", X), ("y", double.NaN)),
        }),
        .. Strict.SelectMany(id => new LaneCase[]
        {
            new(id, ("x", T), ("y", X)), new(id, ("x", X), ("y", "1")), new(id, ("x", T), ("y", T)), new(id, ("x", T), ("y", true)), new(id, ("x", false), ("y", X)),
        }),
        new("eq", ("x", X), ("y", X), ("delta", 0.5)),
        new("neq", ("x", X), ("y", X), ("delta", 0.5)),
        new("power", ("base", X), ("p", X)),
        new("power", ("base", X), ("p", 2.0)),
        new("arctan2", ("y", X), ("x", X)),
        new("log", ("x", X), ("base", 10.0)),
        new("log", ("x", X), ("base", X)),
        new("round", ("x", X)),
        new("round", ("x", X), ("p", 2.0)),
        new("round", ("x", X), ("p", -1.0)),
        new("round", ("x", X), ("p", new Places(3))),
        new("clip", ("x", X), ("min", -1.0), ("max", 2.0)),
        new("clip", ("x", X), ("min", double.NaN), ("max", 2.0)),
        new("clip", ("x", X), ("min", null), ("max", 2.0)),
        new("clip", ("x", X), ("min", -3.0), ("max", new Places(4))),
        new("linear_scale_range", ("x", X), ("inputMin", 4.0), ("inputMax", -2.0)),
        new("linear_scale_range", ("x", X), ("inputMin", 0.0), ("inputMax", 7.0), ("outputMin", -1.0), ("outputMax", 255.0)),
        new("linear_scale_range", ("x", X), ("inputMin", 0.0), ("inputMax", null)),
        new("linear_scale_range", ("x", X), ("inputMin", X), ("inputMax", X)),
        new("between", ("x", X), ("min", -1.0), ("max", 2.0)),
        new("between", ("x", X), ("min", -1.0), ("max", 2.0), ("exclude_max", true)),
        new("between", ("x", T), ("min", -1.0), ("max", 2.0)),
        new("between", ("x", X), ("min", X), ("max", X)),
        .. Questions.SelectMany(id => new LaneCase[] { new(id, ("x", X)), new(id, ("x", T)) }),
        new("constant", ("x", X)),
        .. LogicCases(),
        .. Reductions.SelectMany(Reduced),
        .. ArrayCases(),
        .. CallbackCases(),
    ];

    /// <summary>What this list must cover.</summary>
    internal static IReadOnlySet<string> Families { get; } = new HashSet<string>(
        [
            .. Unary, .. Binary, .. Reductions, "sin", "cos", "ln", "exp", "power", "log", "arctan2", "round", "clip", "linear_scale_range", "between", "is_nan", "is_nodata", "is_valid",
            "is_infinite", "constant", "and", "or", "xor", "not", "if", "all", "any", "quantiles", "count", "array_create", "array_create_labeled", "array_append", "array_concat",
            "array_modify", "array_element", "array_labels", "array_contains", "array_find", "array_find_label", "array_apply", "array_filter", "array_interpolate_linear", "order",
            "sort", "rearrange", "pi", "e", "nan",
        ],
        StringComparer.Ordinal);

    private static IEnumerable<LaneCase> LogicCases() =>
    [
        .. Logical.SelectMany(id => new LaneCase[]
        {
            new(id, ("x", T), ("y", T)), new(id, ("x", T), ("y", null)), new(id, ("x", true), ("y", T)), new(id, ("x", X), ("y", false)),
        }),
        new("not", ("x", T)),
        new("not", ("x", X)),
        new("if", ("value", T), ("accept", X), ("reject", X)),
        new("if", ("value", T), ("accept", 5.0)),
        new("if", ("value", X), ("accept", X), ("reject", -1.0)),
        new("if", ("value", true), ("accept", X), ("reject", -1.0)),
        new("if", ("value", T), ("accept", T), ("reject", false)),
        new("if", ("value", T), ("accept", new Series(X, 3)), ("reject", new Series(X, 3))),
        new("if", ("value", T), ("accept", 1.0), ("reject", "text")) { MayBeUnfit = true },
        .. Quantified.SelectMany(id => Either.SelectMany(ignore => Lengths.Select(count =>
            new LaneCase(id, ("data", new Series(T, count)), ("ignore_nodata", ignore))))),
    ];

    private static IEnumerable<LaneCase> Reduced(string id) =>
        from ignore in Either
        from count in Lengths
        from element in Elements
        select new LaneCase(id, ("data", new Series(element, count)), ("ignore_nodata", ignore));

    private static IEnumerable<LaneCase> ArrayCases() =>
    [
        .. from ignore in Either
           from count in LongLengths
           from element in Elements
           select new LaneCase("quantiles", ("data", new Series(element, count)), ("probabilities", Array(0.0, 0.1, 0.5, 0.77, 1.0)), ("ignore_nodata", ignore)),
        new("quantiles", ("data", new Series(X, 9)), ("q", 4.0)),
        .. from asc in Either
           from nodata in Placements
           from id in Ordering
           from count in OrderedLengths
           from element in Elements.Take(2)
           select new LaneCase(id, ("data", new Series(element, count)), ("asc", asc), ("nodata", nodata)) { MayBeUnfit = nodata is null && element == X },
        new("rearrange", ("data", new Series(X, 4)), ("order", Array(3.0, 0.0))),
        new("rearrange", ("data", new Series(X, 4)), ("order", new Series(new Places(4), 2))),
        new("array_create", ("data", new Series(X, 2)), ("repeat", 2.0)),
        new("array_create", ("data", X)),
        new("array_create_labeled", ("data", new Series(X, 2)), ("labels", Array("a", 2.0))),
        new("array_append", ("data", new Series(X, 2)), ("value", X)),
        new("array_concat", ("array1", new Series(X, 2)), ("array2", Array(1.0, null))),
        new("array_modify", ("data", new Series(X, 3)), ("values", new Series(X, 1)), ("index", 1.0), ("length", 1.0)),
        new("array_element", ("data", new Series(X, 3)), ("index", 1.0)),
        new("array_element", ("data", new Series(X, 3)), ("index", new Places(3))),
        new("array_element", ("data", new Series(X, 3)), ("index", 7.0), ("return_nodata", true)),
        new("array_element", ("data", new Series(X, 3)), ("index", 7.0)),
        new("array_labels", ("data", new Series(X, 3))),
        new("array_contains", ("data", new Series(X, 6)), ("value", X)),
        new("array_find", ("data", new Series(X, 6)), ("value", 1.0), ("reverse", true)),
        new("array_find_label", ("data", new Series(X, 6)), ("label", X)) { MayBeUnfit = true },
        .. Lengths.Select(count => new LaneCase("array_interpolate_linear", ("data", new Series(new Numbers(0.25), count)))),
        new("count", ("data", new Series(X, 6))),
        new("count", ("data", new Series(T, 6))),
        new("count", ("data", new Series(X, 6)), ("condition", true)),
    ];

    private static IEnumerable<LaneCase> CallbackCases() =>
    [
        new("count", ("data", new Series(X, 6)), ("condition", Process("gt", "{x: {from_parameter: 'x'}, y: {from_parameter: 'context'}}")), ("context", 0.5)),
        new("array_apply", ("data", new Series(X, 3)), ("process", Process("add", "{x: {from_parameter: 'x'}, y: {from_parameter: 'index'}}"))),
        new("array_filter", ("data", new Series(X, 3)), ("condition", Process("gt", "{x: {from_parameter: 'index'}, y: 0}"))),
        new("array_filter", ("data", new Series(X, 3)), ("condition", Process("gt", "{x: {from_parameter: 'x'}, y: 0}"))) { MayBeUnfit = true },
    ];

    private static ArrayValue Array(params object?[] items) => new(items);

    private static Callback Process(string id, string arguments) => new(
        ((ProcessValue)UpstreamValues.Read(Json5.Parse($"{{process_graph: {{only: {{process_id: '{id}', arguments: {arguments}, result: true}}}}}}"))).Graph, Parameters.None);
}
