using Graticule.Raster.Windows;
using NetTopologySuite.Geometries;

namespace Graticule.Raster.Cubes;

/// <summary>Neighbouring pixels of a row.</summary>
/// <param name="Start">First column.</param>
/// <param name="End">Behind the last column.</param>
public readonly record struct RowSpan(int Start, int End);

/// <summary>
/// The pixels of a geometry: of a polygon those whose centre lies in it or on its boundary, of a point the one that it lies in, of a line
/// those that it passes.
/// </summary>
public sealed class PolygonMask
{
    private readonly RowSpan[] _spans;

    /// <summary>Of each row: its first span; and behind the last row, the number of spans.</summary>
    private readonly int[] _firsts;

    private PolygonMask(int firstRow, int[] firsts, RowSpan[] spans)
    {
        (_firsts, _spans) = (firsts, spans);
        var (start, end) = (int.MaxValue, int.MinValue);
        foreach (var span in spans)
        {
            (start, end) = (Math.Min(start, span.Start), Math.Max(end, span.End));
            Count += span.End - span.Start;
        }

        Bounds = Count == 0 ? default : new(start, firstRow, end - start, firsts.Length - 1);
    }

    /// <summary>The smallest window that holds all pixels; without any, it has no size.</summary>
    public Window Bounds { get; }

    /// <summary>How many pixels there are.</summary>
    public long Count { get; }

    /// <summary>Every pixel of a raster.</summary>
    public static PolygonMask Whole(int width, int height)
    {
        var rows = width > 0 ? height : 0;
        return new(0, [.. Enumerable.Range(0, rows + 1)], [.. Enumerable.Repeat(new RowSpan(0, width), rows)]);
    }

    /// <summary>The pixels of a geometry in the cube's reference system.</summary>
    /// <param name="geometry">Any; null and empty ones have no pixels.</param>
    /// <param name="shape">With x and y.</param>
    /// <exception cref="ArgumentException">x or y is not labelled by numbers in order.</exception>
    public static PolygonMask Of(Geometry? geometry, CubeShape shape) => Of([geometry], shape)[0];

    /// <summary>The pixels of each geometry.</summary>
    public static IReadOnlyList<PolygonMask> Of(IReadOnlyList<Geometry?> geometries, CubeShape shape, int threads = 1)
    {
        var (x, y) = (new PixelAxis(shape.X!), new PixelAxis(shape.Y!));
        var masks = new PolygonMask[geometries.Count];
        Parallel.For(
            0,
            masks.Length,
            new() { MaxDegreeOfParallelism = threads },
            () => new GeometryScan(x, y),
            (i, _, scan) =>
            {
                scan.Spans.Clear();
                scan.Add(geometries[i]);
                masks[i] = Of(scan.Spans);
                return scan;
            },
            static _ => { });
        return masks;
    }

    /// <summary>The pixels of any of several masks.</summary>
    public static PolygonMask Union(IEnumerable<PolygonMask> masks)
    {
        var spans = new List<(int Row, RowSpan Span)>();
        foreach (var mask in masks)
        {
            for (var row = mask.Bounds.Row; row < mask.Bounds.Row + mask.Bounds.Height; row++)
            {
                foreach (var span in mask.Row(row))
                {
                    spans.Add((row, span));
                }
            }
        }

        return Of(spans);
    }

    /// <summary>The spans of a row, from left to right, without overlap; a row beyond the bounds has none.</summary>
    public ReadOnlySpan<RowSpan> Row(int row) => row >= Bounds.Row && row < Bounds.Row + Bounds.Height
        ? _spans.AsSpan(_firsts[row - Bounds.Row].._firsts[row - Bounds.Row + 1])
        : [];

    /// <param name="spans">In any order; they may overlap. Are sorted.</param>
    private static PolygonMask Of(List<(int Row, RowSpan Span)> spans)
    {
        if (spans.Count == 0)
        {
            return new(0, [0], []);
        }

        spans.Sort(static (a, b) => a.Row != b.Row ? a.Row.CompareTo(b.Row) : a.Span.Start.CompareTo(b.Span.Start));
        var first = spans[0].Row;
        var firsts = new int[spans[^1].Row - first + 2];
        var merged = new RowSpan[spans.Count];
        var (count, row) = (0, 0);
        foreach (var (at, span) in spans)
        {
            while (row < at - first)
            {
                firsts[++row] = count;
            }

            if (count > firsts[row] && span.Start <= merged[count - 1].End)
            {
                merged[count - 1] = merged[count - 1] with { End = Math.Max(merged[count - 1].End, span.End) };
            }
            else
            {
                merged[count++] = span;
            }
        }

        firsts[^1] = count;
        return new(first, firsts, merged[..count]);
    }
}
