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
    private readonly RowSpan[][] _rows;

    private PolygonMask(int firstRow, RowSpan[][] rows)
    {
        _rows = rows;
        var (start, end) = (int.MaxValue, int.MinValue);
        foreach (var row in rows)
        {
            foreach (var span in row)
            {
                (start, end) = (Math.Min(start, span.Start), Math.Max(end, span.End));
                Count += span.End - span.Start;
            }
        }

        Bounds = Count == 0 ? default : new(start, firstRow, end - start, rows.Length);
    }

    /// <summary>The smallest window that holds all pixels; without any, it has no size.</summary>
    public Window Bounds { get; }

    /// <summary>How many pixels there are.</summary>
    public long Count { get; }

    /// <summary>Every pixel of a raster.</summary>
    public static PolygonMask Whole(int width, int height) =>
        new(0, [.. Enumerable.Repeat<RowSpan[]>([new(0, width)], width > 0 ? height : 0)]);

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
        Parallel.For(0, masks.Length, new() { MaxDegreeOfParallelism = threads }, i =>
        {
            var scan = new GeometryScan(x, y);
            scan.Add(geometries[i]);
            masks[i] = Of(scan.Rows);
        });
        return masks;
    }

    /// <summary>The pixels of any of several masks.</summary>
    public static PolygonMask Union(IEnumerable<PolygonMask> masks)
    {
        var rows = new SortedDictionary<int, List<RowSpan>>();
        foreach (var mask in masks)
        {
            for (var row = mask.Bounds.Row; row < mask.Bounds.Row + mask.Bounds.Height; row++)
            {
                if (!rows.TryGetValue(row, out var spans))
                {
                    spans = [];
                    rows.Add(row, spans);
                }

                spans.AddRange(mask.Row(row));
            }
        }

        return Of(rows);
    }

    /// <summary>The spans of a row, from left to right, without overlap; a row beyond the bounds has none.</summary>
    public ReadOnlySpan<RowSpan> Row(int row) => row >= Bounds.Row && row < Bounds.Row + Bounds.Height ? _rows[row - Bounds.Row] : [];

    private static PolygonMask Of(SortedDictionary<int, List<RowSpan>> rows)
    {
        if (rows.Count == 0)
        {
            return new(0, []);
        }

        var first = rows.First().Key;
        var merged = new RowSpan[rows.Last().Key - first + 1][];
        Array.Fill(merged, []);
        foreach (var (row, spans) in rows)
        {
            merged[row - first] = Merge(spans);
        }

        return new(first, merged);
    }

    private static RowSpan[] Merge(List<RowSpan> spans)
    {
        if (spans.Count == 1)
        {
            return [spans[0]];
        }

        spans.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        var merged = new List<RowSpan>(spans.Count);
        foreach (var span in spans)
        {
            if (merged.Count > 0 && span.Start <= merged[^1].End)
            {
                merged[^1] = merged[^1] with { End = Math.Max(merged[^1].End, span.End) };
            }
            else
            {
                merged.Add(span);
            }
        }

        return [.. merged];
    }
}
