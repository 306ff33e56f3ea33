namespace Graticule.Analysis.Graphs;

/// <summary>
/// The numbers or truths of many pixels in the place of one: a callback that is given lanes computes all pixels of a strip at once.
/// Missing values are <see cref="Raster.Cubes.Missing.Value"/>; truth is 1, falsehood 0.
/// </summary>
/// <param name="Values">One for each pixel.</param>
/// <param name="IsBoolean">Whether they are truths.</param>
public sealed record Lanes(Memory<double> Values, bool IsBoolean = false)
{
    public int Count => Values.Length;

    public Span<double> Span => Values.Span;

    /// <summary>The value of one pixel: a number, a truth, or null for nodata.</summary>
    public object? this[int pixel] => Values.Span[pixel] switch
    {
        var number when Raster.Cubes.Missing.Is(number) => null,
        var number when IsBoolean => number != 0,
        var number => number,
    };
}
