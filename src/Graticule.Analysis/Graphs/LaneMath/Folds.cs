using System.Numerics;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.LaneMath;

/// <summary>Reductions of arrays whose elements are the numbers of many pixels, element by element: the running value stays in the cache.</summary>
internal static class Folds
{
    /// <summary>Combines all elements from the first to the last.</summary>
    /// <param name="operation">Takes the running value and an element.</param>
    /// <param name="items">At least one, unless there is a start.</param>
    /// <param name="ignoresMissing">Whether missing elements are passed over; otherwise the operation's rule for them counts.</param>
    /// <param name="to">The value of each pixel: missing where all elements are and there is no start.</param>
    /// <param name="start">What the running value begins with, if not with the first element.</param>
    internal static void Run<T>(T operation, ReadOnlyMemory<double>[] items, bool ignoresMissing, Span<double> to, double? start = null)
        where T : struct, IBinary
    {
        if (start is { } value)
        {
            to.Fill(value);
        }
        else
        {
            items[0].Span.CopyTo(to);
        }

        foreach (var item in items.AsSpan(start is null ? 1 : 0))
        {
            Step(operation, item.Span, ignoresMissing, to);
        }
    }

    /// <summary>Combines the running value with one more element.</summary>
    internal static void Step<T>(T operation, ReadOnlySpan<double> item, bool ignoresMissing, Span<double> running)
        where T : struct, IBinary
    {
        if (ignoresMissing)
        {
            Kernel.Map(new Skipping<T>(operation), Operand.Of(running), Operand.Of(item), running);
        }
        else
        {
            Kernel.Map(operation, Operand.Of(running), Operand.Of(item), running);
        }
    }

    /// <summary>How many elements are not missing.</summary>
    internal static void CountPresent(ReadOnlyMemory<double>[] items, Span<double> to) => Run(default(OneMore), items, ignoresMissing: true, to, start: 0);

    /// <summary>How many elements are neither missing nor NaN nor infinite.</summary>
    internal static void CountFinite(ReadOnlyMemory<double>[] items, Span<double> to) => Run(default(OneMoreFinite), items, ignoresMissing: true, to, start: 0);

    /// <summary>Arithmetic mean.</summary>
    internal static void Mean(ReadOnlyMemory<double>[] items, bool ignoresMissing, Span<double> to, Span<double> counts)
    {
        Run(default(Sum), items, ignoresMissing, to);
        CountPresent(items, counts);
        Kernel.Map(default(Quotient), Operand.Of(to), Operand.Of(counts), to);
    }

    /// <summary>Passes over missing values.</summary>
    private readonly struct Skipping<T>(T operation) : IBinary
        where T : struct, IBinary
    {
        public static bool TakesMissing => true;

        public double Apply(double x, double y) => (Missing.Is(x), Missing.Is(y)) switch
        {
            (_, true) => x,
            (true, _) => y,
            _ => operation.Apply(x, y),
        };

        public Vector<double> Apply(Vector<double> x, Vector<double> y) =>
            Vector.ConditionalSelect(MissingLanes.In(y), x, Vector.ConditionalSelect(MissingLanes.In(x), y, operation.Apply(x, y)));
    }

    private readonly struct OneMore : IBinary
    {
        public double Apply(double x, double y) => x + 1;

        public Vector<double> Apply(Vector<double> x, Vector<double> y) => x + Vector<double>.One;
    }

    private readonly struct OneMoreFinite : IBinary
    {
        public double Apply(double x, double y) => x + default(IsFinite).Apply(y);

        public Vector<double> Apply(Vector<double> x, Vector<double> y) => x + default(IsFinite).Apply(y);
    }
}

/// <summary>Keeps the first value.</summary>
internal readonly struct Earlier : IBinary
{
    public static bool TakesMissing => true;

    public double Apply(double x, double y) => x;

    public Vector<double> Apply(Vector<double> x, Vector<double> y) => x;
}

/// <summary>Keeps the last value.</summary>
internal readonly struct Later : IBinary
{
    public static bool TakesMissing => true;

    public double Apply(double x, double y) => y;

    public Vector<double> Apply(Vector<double> x, Vector<double> y) => y;
}
