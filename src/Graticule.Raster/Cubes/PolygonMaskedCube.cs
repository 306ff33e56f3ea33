using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>Replaces the cells outside of a mask, or those inside. What is missing in the source stays missing.</summary>
/// <param name="source">With x and y.</param>
/// <param name="mask">Of the source's size.</param>
/// <param name="replacement">A number or <see cref="Missing.Value"/>.</param>
/// <param name="inside">Whether the cells inside are replaced.</param>
public sealed class PolygonMaskedCube(Cube source, PolygonMask mask, double replacement, bool inside) : Cube(source.Shape)
{
    public override IReadOnlyList<Cube> Inputs => [source];

    public override Cube Select(string dimension, IReadOnlyList<int> positions) =>
        new PolygonMaskedCube(source.Select(dimension, positions), mask, replacement, inside);

    public override Block Read(Window window, ReadScope scope)
    {
        var inMask = CountIn(window);
        var replaced = inside ? inMask : window.Pixels - inMask;
        if (replaced == 0)
        {
            return source.Read(window, scope);
        }

        var block = scope.NewBlock(window, Shape.Planes);
        if (replaced == window.Pixels && Missing.Is(replacement))
        {
            block.Values.Span.Fill(replacement);
            return block;
        }

        // The source's block may have other readers.
        var read = source.Read(window, scope);
        read.Values.CopyTo(block.Values);
        for (var plane = 0; plane < block.Planes; plane++)
        {
            for (var row = 0; row < window.Height; row++)
            {
                Replace(block.Plane(plane).Slice(row * window.Width, window.Width), window, window.Row + row);
            }
        }

        return block;
    }

    private long CountIn(Window window)
    {
        long count = 0;
        for (var row = window.Row; row < window.Row + window.Height; row++)
        {
            foreach (var span in mask.Row(row))
            {
                count += Math.Max(0, Math.Min(span.End, window.Column + window.Width) - Math.Max(span.Start, window.Column));
            }
        }

        return count;
    }

    private void Replace(Span<double> cells, Window window, int row)
    {
        var done = 0;
        foreach (var span in mask.Row(row))
        {
            var (start, end) = (Math.Clamp(span.Start - window.Column, done, cells.Length), Math.Clamp(span.End - window.Column, done, cells.Length));
            Replace(inside ? cells[start..end] : cells[done..start]);
            done = end;
        }

        if (!inside)
        {
            Replace(cells[done..]);
        }
    }

    private void Replace(Span<double> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = Missing.Is(cells[i]) ? cells[i] : replacement;
        }
    }
}
