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
        var spans = rows.SelectMany(row => row).ToList();
        Bounds = spans.Count == 0
            ? default
            : new(spans.Min(span => span.Start), firstRow, spans.Max(span => span.End) - spans.Min(span => span.Start), rows.Length);
        Count = spans.Sum(span => (long)(span.End - span.Start));
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
    public static IReadOnlyList<PolygonMask> Of(IEnumerable<Geometry?> geometries, CubeShape shape)
    {
        var (x, y) = (new PixelAxis(shape.X!), new PixelAxis(shape.Y!));
        return [.. geometries.Select(geometry =>
        {
            var scan = new GeometryScan(x, y);
            scan.Add(geometry);
            return Of(scan.Rows);
        })];
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
        var filled = rows.Where(row => row.Value.Count > 0).ToDictionary(row => row.Key, row => Merge(row.Value));
        if (filled.Count == 0)
        {
            return new(0, []);
        }

        var (first, last) = (filled.Keys.Min(), filled.Keys.Max());
        return new(first, [.. Enumerable.Range(first, last - first + 1).Select(row => filled.GetValueOrDefault(row) ?? [])]);
    }

    private static RowSpan[] Merge(List<RowSpan> spans)
    {
        spans.Sort((a, b) => a.Start.CompareTo(b.Start));
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
