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
    private readonly Dictionary<int, List<(int Zone, RowSpan Span, long Before)>> _rows = [];

    internal ZoneRows(IReadOnlyList<PolygonMask> masks)
    {
        for (var zone = 0; zone < masks.Count; zone++)
        {
            var (mask, before) = (masks[zone], 0L);
            for (var row = mask.Bounds.Row; row < mask.Bounds.Row + mask.Bounds.Height; row++)
            {
                foreach (var span in mask.Row(row))
                {
                    RowOf(row).Add((zone, span, before));
                    before += span.End - span.Start;
                }
            }
        }
    }

    /// <summary>The runs within a window, zone by zone.</summary>
    internal void Find(Window window, List<ZoneRun> runs)
    {
        runs.Clear();
        for (var row = 0; row < window.Height; row++)
        {
            foreach (var (zone, span, before) in _rows.GetValueOrDefault(window.Row + row) ?? [])
            {
                var (start, end) = (Math.Max(span.Start, window.Column), Math.Min(span.End, window.Column + window.Width));
                if (start < end)
                {
                    runs.Add(new(zone, (row * window.Width) + start - window.Column, end - start, before + start - span.Start));
                }
            }
        }

        runs.Sort((a, b) => (a.Zone, a.Before).CompareTo((b.Zone, b.Before)));
    }

    private List<(int Zone, RowSpan Span, long Before)> RowOf(int row)
    {
        if (!_rows.TryGetValue(row, out var spans))
        {
            spans = [];
            _rows.Add(row, spans);
        }

        return spans;
    }
}
