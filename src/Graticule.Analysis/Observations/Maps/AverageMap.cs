using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Grids;

namespace Graticule.Analysis.Observations.Maps;

/// <summary>The sum and number of the values of each cell of a box.</summary>
/// <param name="Latitudes">Degrees, of each row, rising.</param>
/// <param name="Longitudes">Degrees, of each column, -180 to 180, from west to east.</param>
/// <param name="Sums">Row by row.</param>
/// <param name="Counts">Row by row.</param>
internal sealed record AverageMap(double[] Latitudes, double[] Longitudes, double[] Sums, int[] Counts)
{
    public bool IsEmpty => !Counts.AsSpan().ContainsAnyExcept(0);

    /// <summary>NaN where there is no value.</summary>
    public double MeanAt(int cell) => Counts[cell] == 0 ? double.NaN : Sums[cell] / Counts[cell];

    /// <summary>A map of a grid's cells in a box, with nothing in it.</summary>
    /// <param name="grid">A file with the cells.</param>
    /// <param name="window">Its cells in the box.</param>
    /// <param name="columns">As <see cref="ColumnsOf"/> gives them.</param>
    public static AverageMap Over(GridGranule grid, GridWindow window, int[] columns)
    {
        var latitudes = grid.Latitudes[window.FirstRow..(window.FirstRow + window.Rows)];
        if (IsFalling(latitudes))
        {
            latitudes.AsSpan().Reverse();
        }

        return new(latitudes, [.. columns.Select(column => GridWindow.Turned(grid.Longitudes[column]))], new double[window.Cells], new int[window.Cells]);
    }

    /// <summary>An empty map of the same cells.</summary>
    public AverageMap Another() => this with { Sums = new double[Sums.Length], Counts = new int[Counts.Length] };

    /// <summary>Whether the cells of a file are those of the map, to a hundredth of a cell or better.</summary>
    public bool IsOver(GridGranule grid, GridWindow window, int[] columns)
    {
        var latitudes = grid.Latitudes[window.FirstRow..(window.FirstRow + window.Rows)];
        if (IsFalling(latitudes))
        {
            latitudes.AsSpan().Reverse();
        }

        return IsSame(Latitudes, latitudes) && IsSame(Longitudes, [.. columns.Select(column => GridWindow.Turned(grid.Longitudes[column]))]);
    }

    /// <summary>Adds what another map of the same cells holds.</summary>
    public void Add(AverageMap other)
    {
        for (var cell = 0; cell < Sums.Length; cell++)
        {
            Sums[cell] += other.Sums[cell];
            Counts[cell] += other.Counts[cell];
        }
    }

    /// <summary>Columns of the file eastwards from the western edge of a box.</summary>
    public static int[] ColumnsOf(GridGranule grid, GridWindow window, LonLatBox box) =>
    [
        .. window.Runs.SelectMany(run => Enumerable.Range(run.First, run.Count))
            .OrderBy(column => GridWindow.Turned(grid.Longitudes[column]) is var longitude && longitude >= box.West ? longitude : longitude + 360),
    ];

    private static bool IsSame(double[] one, double[] other)
    {
        if (one.Length != other.Length)
        {
            return false;
        }

        var room = one.Length < 2 ? 1e-6 : Math.Abs(one[1] - one[0]) / 100;
        for (var index = 0; index < one.Length; index++)
        {
            if (Math.Abs(one[index] - other[index]) > room)
            {
                return false;
            }
        }

        return true;
    }

    internal static bool IsFalling(double[] places) => places.Length > 1 && places[^1] < places[0];
}
