using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Grids;

namespace Graticule.Analysis.Observations;

/// <summary>The cells of a grid whose centres lie in a box: some rows, and one or two runs of columns.</summary>
/// <param name="FirstRow">As the file counts.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Runs">First column and number of columns of each run; where the box crosses the edge of the file there are two.</param>
internal sealed record GridWindow(int FirstRow, int Rows, IReadOnlyList<(int First, int Count)> Runs)
{
    /// <summary>Columns of all runs.</summary>
    public int Columns => Runs.Sum(run => run.Count);

    public long Cells => (long)Rows * Columns;

    public static GridWindow Of(GridGranule granule, LonLatBox box)
    {
        var rows = RunsOf(granule.Latitudes, latitude => latitude >= box.South && latitude <= box.North);
        var columns = RunsOf(granule.Longitudes, longitude => box.Contains(Turned(longitude), box.South));
        return rows.Count == 0 || columns.Count == 0 ? new(0, 0, []) : new(rows[0].First, rows[0].Count, columns);
    }

    /// <summary>A longitude as it is shown: -180 to 180.</summary>
    public static double Turned(double longitude) => longitude switch
    {
        > 180 => longitude - (360 * Math.Ceiling((longitude - 180) / 360)),
        < -180 => longitude + (360 * Math.Ceiling((-180 - longitude) / 360)),
        _ => longitude,
    };

    /// <summary>Indexes of the steps within a span of time.</summary>
    public static IEnumerable<int> Steps(GridGranule granule, long start, long end) =>
        Enumerable.Range(0, granule.Times.Length).Where(step => granule.Times[step] >= start && granule.Times[step] <= end);

    private static List<(int First, int Count)> RunsOf(double[] places, Func<double, bool> isWanted)
    {
        List<(int First, int Count)> runs = [];
        for (var index = 0; index < places.Length; index++)
        {
            if (!isWanted(places[index]))
            {
                continue;
            }

            if (runs.Count > 0 && runs[^1].First + runs[^1].Count == index)
            {
                runs[^1] = (runs[^1].First, runs[^1].Count + 1);
            }
            else
            {
                runs.Add((index, 1));
            }
        }

        return runs;
    }
}
