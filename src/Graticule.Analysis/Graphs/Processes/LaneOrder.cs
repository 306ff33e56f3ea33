using Graticule.Analysis.Graphs.LaneMath;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>The quick way to sort arrays of lanes: where no element is missing or NaN, and so all pixels' arrays have the same length.</summary>
internal static class LaneOrder
{
    /// <summary>The sorted array; null where it must be done pixel by pixel.</summary>
    internal static ArrayValue? Sort(Arguments args)
    {
        var data = args.Get<ArrayValue>("data");
        if (data.Labels is not null || data.Items.Any(item => item is not (Lanes { IsBoolean: false } or double)))
        {
            return null;
        }

        var series = Series.Of(args);
        var results = series.Items.Select(_ => series.New()).ToArray();
        var columns = new SortedColumns(series.Count, series.Run.Numbers(SortedColumns.ScratchOf(series.Count)));
        for (var from = 0; from < series.Pixels; from += columns.Width)
        {
            var count = Math.Min(columns.Width, series.Pixels - from);
            columns.Load(series.Items, from, count);
            if (!columns.IsFull)
            {
                return null;
            }

            Copy(columns, args.Get("asc", otherwise: true), results, from, count);
        }

        return new([.. results]);
    }

    private static void Copy(SortedColumns columns, bool isAscending, Lanes[] results, int from, int count)
    {
        for (var i = 0; i < results.Length; i++)
        {
            columns.Row(isAscending ? i : results.Length - 1 - i)[..count].CopyTo(results[i].Span[from..]);
        }
    }
}
