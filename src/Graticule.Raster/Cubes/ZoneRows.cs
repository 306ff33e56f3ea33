using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>Pixels of a zone that lie side by side in a strip.</summary>
/// <param name="Zone">Position of the zone.</param>
/// <param name="Offset">Of the first of them in a plane of the strip.</param>
/// <param name="Length">How many.</param>
/// <param name="Before">Pixels of the zone that come before them, row by row.</param>
internal readonly record struct ZoneRun(int Zone, int Offset, int Length, long Before);

/// <summary>Which pixels of a strip lie in which of many zones that may overlap.</summary>
internal sealed class ZoneRows
{
    private readonly int _firstRow;

    /// <summary>Of each row from the first one with a zone: its first span; and behind the last row, the number of spans.</summary>
    private readonly int[] _firsts;

    private readonly (int Zone, RowSpan Span, long Before)[] _spans;

    internal ZoneRows(IReadOnlyList<PolygonMask> masks)
    {
        var bounds = masks.Where(mask => mask.Count > 0).Select(mask => mask.Bounds).ToList();
        _firstRow = bounds.Count == 0 ? 0 : bounds.Min(window => window.Row);
        var rows = bounds.Count == 0 ? 0 : bounds.Max(window => window.Row + window.Height) - _firstRow;

        // Counts, then places, then what lies there.
        _firsts = new int[rows + 1];
        Walk(masks, (row, _, _, _) => _firsts[row + 1]++);
        for (var row = 0; row < rows; row++)
        {
            _firsts[row + 1] += _firsts[row];
        }

        var places = _firsts.AsSpan(0, rows).ToArray();
        _spans = new (int, RowSpan, long)[_firsts[rows]];
        Walk(masks, (row, zone, span, before) => _spans[places[row]++] = (zone, span, before));
    }

    /// <summary>The runs within a window, zone by zone.</summary>
    internal List<ZoneRun> Find(Window window)
    {
        List<ZoneRun> runs = [];
        for (var row = 0; row < window.Height; row++)
        {
            foreach (var (zone, span, before) in Row(window.Row + row))
            {
                var (start, end) = (Math.Max(span.Start, window.Column), Math.Min(span.End, window.Column + window.Width));
                if (start < end)
                {
                    runs.Add(new(zone, (row * window.Width) + start - window.Column, end - start, before + start - span.Start));
                }
            }
        }

        runs.Sort(static (a, b) => a.Zone != b.Zone ? a.Zone.CompareTo(b.Zone) : a.Before.CompareTo(b.Before));
        return runs;
    }

    private void Walk(IReadOnlyList<PolygonMask> masks, Action<int, int, RowSpan, long> take)
    {
        for (var zone = 0; zone < masks.Count; zone++)
        {
            var (mask, before) = (masks[zone], 0L);
            for (var row = mask.Bounds.Row; row < mask.Bounds.Row + mask.Bounds.Height; row++)
            {
                foreach (var span in mask.Row(row))
                {
                    take(row - _firstRow, zone, span, before);
                    before += span.End - span.Start;
                }
            }
        }
    }

    private ReadOnlySpan<(int Zone, RowSpan Span, long Before)> Row(int row) => row >= _firstRow && row - _firstRow < _firsts.Length - 1
        ? _spans.AsSpan(_firsts[row - _firstRow].._firsts[row - _firstRow + 1])
        : [];
}
