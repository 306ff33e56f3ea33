using Graticule.Analysis.Graphs.LaneMath;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>What processes read as numbers and truths, and how an operation becomes a process of numbers and of lanes.</summary>
/// <remarks>
/// Cells of a cube hold truths as 1 and 0, so a truth is taken where a number is wanted and the other way round; a number is true unless it
/// is 0 or NaN.
/// </remarks>
internal static class Elements
{
    /// <summary>A number, <see cref="Missing.Value"/> for nodata.</summary>
    /// <exception cref="GraphException">It is absent or neither.</exception>
    internal static double Real(this Arguments args, string name) => args[name] switch
    {
        double number => number,
        bool truth => truth ? 1 : 0,
        null when args.Has(name) => Missing.Value,
        _ => throw args.Wrong(name, "a number"),
    };

    /// <summary>A truth, as 1 or 0, <see cref="Missing.Value"/> for nodata.</summary>
    /// <inheritdoc cref="Real" path="/exception"/>
    internal static double Truth(this Arguments args, string name) => args[name] switch
    {
        bool truth => truth ? 1 : 0,
        double number => MissingLanes.Truth(number) ? 1 : 0,
        null when args.Has(name) => Missing.Value,
        _ => throw args.Wrong(name, "true or false"),
    };

    /// <summary>Whether a value is true.</summary>
    internal static bool IsTrue(object? value) => value is true || (value is double number && MissingLanes.Truth(number));

    /// <summary>What a process gives for a number.</summary>
    internal static object? ToNumber(double number) => Missing.Is(number) ? null : number;

    /// <summary>What a process gives for a truth.</summary>
    internal static object? ToTruth(double number) => Missing.Is(number) ? null : number != 0;

    /// <summary>A number for all pixels, or one for each.</summary>
    internal static Operand Operand(this Arguments args, string name) => args[name] is Lanes lanes
        ? LaneMath.Operand.Of(lanes.Span)
        : LaneMath.Operand.Of(args.Real(name), args.Run.Numbers(8));

    /// <summary>Numbers to compute with, undefined.</summary>
    internal static Span<double> Numbers(this GraphRun run, int count) => run.Scope is null ? new double[count] : run.Scope.NewNumbers(count).Span;

    /// <summary>A process of one number.</summary>
    internal static GraphProcess Unary<T>(string id, T operation, string name = "x")
        where T : struct, IUnary => new(id, args => Apply(args, operation, name)) { TakesLanes = true };

    /// <summary>A process of one number, whose operation has no vectorised form or one over whole spans.</summary>
    internal static GraphProcess Unary(string id, Func<double, double> function, SpanFunction? spans = null, string name = "x") =>
        new(id, args => args[name] is Lanes lanes ? Map(lanes, function, spans, args.Run) : ToNumber(One(function, args.Real(name)))) { TakesLanes = true };

    /// <summary>A process of two numbers.</summary>
    internal static GraphProcess Binary<T>(string id, T operation, string x = "x", string y = "y")
        where T : struct, IBinary => new(id, args => Apply(args, operation, x, y)) { TakesLanes = true };

    /// <summary>A process of two numbers, whose operation has no vectorised form.</summary>
    internal static GraphProcess Binary(string id, Func<double, double, double> function, string x = "x", string y = "y") =>
        new(id, args => Apply(args, function, x, y)) { TakesLanes = true };

    internal static object? Apply<T>(Arguments args, T operation, string name = "x")
        where T : struct, IUnary
    {
        if (args[name] is not Lanes lanes)
        {
            return ToNumber(Kernel.One(operation, args.Real(name)));
        }

        var to = args.Run.NewLanes();
        Kernel.Map(operation, lanes.Span, to.Span);
        return to;
    }

    internal static object? Apply<T>(Arguments args, T operation, string x, string y)
        where T : struct, IBinary
    {
        if (args[x] is not Lanes && args[y] is not Lanes)
        {
            return ToNumber(Kernel.Pair(operation, args.Real(x), args.Real(y)));
        }

        var to = args.Run.NewLanes();
        Kernel.Map(operation, args.Operand(x), args.Operand(y), to.Span);
        return to;
    }

    private static object? Apply(Arguments args, Func<double, double, double> function, string x, string y)
    {
        if (args[x] is not Lanes && args[y] is not Lanes)
        {
            var (left, right) = (args.Real(x), args.Real(y));
            return Missing.Is(left) || Missing.Is(right) ? null : function(left, right);
        }

        var to = args.Run.NewLanes();
        Kernel.Map(function, args.Operand(x), args.Operand(y), to.Span);
        return to;
    }

    private static double One(Func<double, double> function, double x) => Missing.Is(x) ? x : function(x);

    private static Lanes Map(Lanes x, Func<double, double> function, SpanFunction? spans, GraphRun run)
    {
        var to = run.NewLanes();
        if (spans is null)
        {
            Kernel.Map(function, x.Span, to.Span);
        }
        else
        {
            spans(x.Span, to.Span);
            Kernel.Restore(x.Span, to.Span);
        }

        return to;
    }
}

/// <summary>A function of all numbers of a span.</summary>
internal delegate void SpanFunction(ReadOnlySpan<double> x, Span<double> to);
