using Graticule.Analysis.Graphs;
using Graticule.Raster.Cubes;

namespace Graticule.Tests.Analysis.Graphs.Processes;

/// <summary>An argument that is different for each pixel.</summary>
internal abstract record LaneSlot
{
    /// <summary>One value for each pixel.</summary>
    internal abstract object?[] Draw(Random random, int pixels);
}

/// <summary>Numbers, also such as break arithmetic; nodata and NaN as often as <paramref name="Share"/> says.</summary>
internal sealed record Numbers(double Share = 0.1) : LaneSlot
{
    private static readonly double[] Special =
        [0, -0.0, 1, -1, 0.5, 2.5, 3.5, -2.5, 10, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, 1e-310, 1e300, -1e300, 4503599627370497.5, 1e17];

    internal override object?[] Draw(Random random, int pixels) => [.. Enumerable.Range(0, pixels).Select(_ => One(random))];

    private object? One(Random random) => random.NextDouble() switch
    {
        var dice when dice < Share => null,
        var dice when dice < 2 * Share => double.NaN,
        < 0.4 => Special[random.Next(Special.Length)],
        < 0.6 => (double)random.Next(-5, 6),
        _ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 4)),
    };
}

internal sealed record Truths : LaneSlot
{
    internal override object?[] Draw(Random random, int pixels) =>
        [.. Enumerable.Range(0, pixels).Select(_ => random.Next(4) switch { 0 => null, 1 => (object)false, _ => true })];
}

/// <summary>The number of an element of an array.</summary>
internal sealed record Places(int Count) : LaneSlot
{
    internal override object?[] Draw(Random random, int pixels) => [.. Enumerable.Range(0, pixels).Select(_ => (object)(double)random.Next(Count))];
}

/// <summary>An array of such values.</summary>
internal sealed record Series(LaneSlot Element, int Count) : LaneSlot
{
    internal override object?[] Draw(Random random, int pixels)
    {
        var drawn = Enumerable.Range(0, Count).Select(_ => Element.Draw(random, pixels)).ToList();
        return [.. Enumerable.Range(0, pixels).Select(pixel => new ArrayValue([.. drawn.Select(element => element[pixel])]))];
    }
}

/// <summary>From values of pixels to lanes, and back.</summary>
internal static class LaneValues
{
    internal static object Pack(IReadOnlyList<object?> pixels) => pixels[0] is ArrayValue first
        ? new ArrayValue([.. Enumerable.Range(0, first.Count).Select(i => Pack([.. pixels.Select(pixel => ((ArrayValue)pixel!).Items[i])]))])
        : new Lanes(
            pixels.Select(pixel => pixel switch { null => Missing.Value, true => 1, false => 0, var number => (double)number }).ToArray(),
            pixels.All(pixel => pixel is null or bool) && pixels.Any(pixel => pixel is bool));

    internal static object? Unpack(object? value, int pixel) => value switch
    {
        Lanes lanes => lanes[pixel],
        ArrayValue array => array with { Items = [.. array.Items.Select(item => Unpack(item, pixel))] },
        _ => value,
    };
}
