using Graticule.Analysis.Graphs.LaneMath;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Questions about values. Nothing is converted: a number is never equal to a text or a truth, and texts have no order.</summary>
internal static class Comparison
{
    internal static IEnumerable<GraphProcess> All =>
    [
        Ordering("gt", default(IsGreater)),
        Ordering("gte", default(IsGreaterOrEqual)),
        Ordering("lt", default(IsLess)),
        Ordering("lte", default(IsLessOrEqual)),
        new("eq", args => Equality(args, new IsEqual(Delta(args)))) { TakesLanes = true },
        new("neq", args => Equality(args, new IsUnequal(Delta(args)))) { TakesLanes = true },
        new("between", Between) { TakesLanes = true },
        Question("is_nan", default(IsNan), value => value is double.NaN),
        Question("is_nodata", default(IsMissing), value => value is null),
        Question("is_valid", default(IsFinite), IsValid),
        Question("is_infinite", default(IsInfinite), value => value is double number && double.IsInfinity(number)),
    ];

    /// <summary>Whether a value is there and, if it is a number, finite.</summary>
    internal static bool IsValid(object? value) => value is double number ? double.IsFinite(number) : value is not null;

    /// <summary>Whether two values are the same number, text or truth; NaN, arrays and objects are never.</summary>
    internal static bool AreSame(object? x, object? y, StringComparison texts = StringComparison.Ordinal) => (x, y) switch
    {
        (double left, double right) => left == right,
        (bool left, bool right) => left == right,
        (string left, string right) => string.Equals(left, right, texts),
        _ => false,
    };

    private static GraphProcess Question<T>(string id, T operation, Func<object?, bool> ask)
        where T : struct, IUnary => new(id, args => args["x"] is Lanes
            ? Logic.Booleans(Elements.Apply(args, operation))
            : ask(Given(args, "x")))
        {
            TakesLanes = true,
        };

    private static GraphProcess Ordering<T>(string id, T operation)
        where T : struct, IBinary => new(id, args => Order(args, operation)) { TakesLanes = true };

    private static object? Order<T>(Arguments args, T operation)
        where T : struct, IBinary
    {
        var (x, y) = (Given(args, "x"), Given(args, "y"));
        return (x, y) switch
        {
            (Lanes, _) or (_, Lanes) => IsNumber(x) && IsNumber(y)
                ? Logic.Booleans(Elements.Apply(args, operation, "x", "y"))
                : PixelByPixel.Apply(args, one => Order(one, operation)),
            (null, _) or (_, null) => null,
            (double left, double right) => operation.Apply(left, right) != 0,
            _ => false,
        };
    }

    private static object? Equality<T>(Arguments args, T operation)
        where T : struct, IBinary
    {
        var (x, y) = (Given(args, "x"), Given(args, "y"));
        var areTexts = args.Get("case_sensitive", otherwise: true) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return (x, y) switch
        {
            (Lanes, _) or (_, Lanes) => (IsNumber(x) && IsNumber(y)) || (IsTruth(x) && IsTruth(y))
                ? Logic.Booleans(Elements.Apply(args, operation, "x", "y"))
                : PixelByPixel.Apply(args, one => Equality(one, operation)),
            (null, _) or (_, null) => null,
            (double left, double right) => operation.Apply(left, right) != 0,
            _ => operation.Apply(0, AreSame(x, y, areTexts) ? 0 : double.NaN) != 0,
        };
    }

    /// <summary>How far apart equal numbers may be; nothing lies within a negative distance.</summary>
    private static double Delta(Arguments args) => args.Get("delta", otherwise: -1.0);

    private static object? Between(Arguments args)
    {
        var (min, max) = (Given(args, "min"), Given(args, "max"));
        return Given(args, "x") switch
        {
            Lanes { IsBoolean: false } when min is double least && max is double greatest =>
                Logic.Booleans(Elements.Apply(args, new IsBetween(least, greatest, ExcludesMax(args)))),
            Lanes => PixelByPixel.Apply(args, Between),
            _ when min is Lanes || max is Lanes => PixelByPixel.Apply(args, Between),
            null => null,
            _ when min is null || max is null => null,
            double x when min is double least && max is double greatest => new IsBetween(least, greatest, ExcludesMax(args)).Apply(x) != 0,
            _ => false,
        };
    }

    private static bool ExcludesMax(Arguments args) => args.Get("exclude_max", otherwise: false);

    private static object? Given(Arguments args, string name) => args.Has(name) ? args[name] : throw args.Wrong(name, "given");

    private static bool IsNumber(object? value) => value is null or double or Lanes { IsBoolean: false };

    private static bool IsTruth(object? value) => value is null or bool or Lanes { IsBoolean: true };
}
