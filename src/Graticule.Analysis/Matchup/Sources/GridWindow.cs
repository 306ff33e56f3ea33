using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup.Sources;

/// <summary>The cells of a grid whose centres lie in a box: rows that follow each other, and columns that do, if need be over the seam of the grid.</summary>
/// <param name="Row">First row.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Index of each column.</param>
/// <param name="Longitudes">Of each column, strictly rising or falling.</param>
internal sealed record GridWindow(int Row, int Rows, int[] Columns, double[] Longitudes)
{
    /// <summary>The windows that hold the cells of a box, mostly one. Longitudes may be those of any turn of the circle.</summary>
    public static IReadOnlyList<GridWindow> Of(double[] latitudes, double[] longitudes, LonLatBox box)
    {
        var (row, rows) = Run(latitudes, latitude => latitude >= box.South && latitude <= box.North);
        return rows == 0 ? [] : [.. Runs(longitudes, box).Select(run => Make(row, rows, run, longitudes))];
    }

    /// <summary>The column with cells around: so many more columns on each side, over the seam of a grid that goes around the globe.</summary>
    public static int[] Widen(int[] columns, int margin, int all, bool wraps)
    {
        if (wraps && columns.Length + (2 * margin) >= all)
        {
            return [.. Enumerable.Range(0, all)];
        }

        var (first, last) = (columns[0], columns[^1]);
        var (left, right) = wraps ? (margin, margin) : (Math.Min(margin, first), Math.Min(margin, all - 1 - last));
        return
        [
            .. Enumerable.Range(first - left, left).Select(column => (column + all) % all),
            .. columns,
            .. Enumerable.Range(last + 1, right).Select(column => column % all),
        ];
    }

    /// <summary>Columns as runs that can be read at once.</summary>
    public static IEnumerable<(int First, int Count)> RunsOf(int[] columns)
    {
        for (var start = 0; start < columns.Length;)
        {
            var end = start + 1;
            while (end < columns.Length && columns[end] == columns[end - 1] + 1)
            {
                end++;
            }

            yield return (columns[start], end - start);
            start = end;
        }
    }

    /// <summary>-180 to 180, of any turn of the circle; 180 and -180 stay what they are.</summary>
    public static double Turned(double longitude) =>
        longitude is >= -180 and <= 180 ? longitude : longitude is > 180 and < 540 ? longitude - 360 : Math.IEEERemainder(longitude, 360);

    private static GridWindow Make(int row, int rows, (int First, int Count) run, double[] longitudes)
    {
        var turn = longitudes[^1] < longitudes[0] ? -360 : 360;
        var columns = new int[run.Count];
        var places = new double[run.Count];
        for (var i = 0; i < run.Count; i++)
        {
            columns[i] = (run.First + i) % longitudes.Length;
            places[i] = longitudes[columns[i]] + (run.First + i >= longitudes.Length ? turn : 0);
        }

        return new(row, rows, columns, places);
    }

    private static List<(int First, int Count)> Runs(double[] longitudes, LonLatBox box)
    {
        var isIn = Array.ConvertAll(longitudes, longitude => box.Contains(Turned(longitude), box.South));
        List<(int First, int Count)> runs = [];
        var start = 0;
        while (start < isIn.Length)
        {
            var end = start;
            while (end < isIn.Length && isIn[end])
            {
                end++;
            }

            if (end > start)
            {
                runs.Add((start, end - start));
            }

            start = end + 1;
        }

        if (runs is [{ First: 0 } first, .., var last] && last.First + last.Count == isIn.Length && IsSeam(longitudes))
        {
            runs[0] = (last.First, last.Count + first.Count);
            runs.RemoveAt(runs.Count - 1);
        }

        return runs;
    }

    /// <summary>Whether the first column is the neighbour of the last one, and not the same place.</summary>
    private static bool IsSeam(double[] longitudes)
    {
        var span = Math.Abs(longitudes[^1] - longitudes[0]);
        var step = span / (longitudes.Length - 1);
        return 360 - span > step / 2 && 360 - span < step * 1.5;
    }

    private static (int First, int Count) Run(double[] places, Predicate<double> isIn)
    {
        var first = Array.FindIndex(places, isIn);
        return first < 0 ? (0, 0) : (first, Array.FindLastIndex(places, isIn) - first + 1);
    }
}
