namespace Graticule.Raster.Observations.Grids;

/// <summary>A file of a gridded data set, open for reading. One thread uses it at a time: threads that read the same file each open it themselves.</summary>
public sealed class GridGranule : IDisposable
{
    private GridGranule()
    {
    }

    /// <summary>Degrees, of each row, strictly rising or falling, as the file has them.</summary>
    public double[] Latitudes { get; private init; } = [];

    /// <summary>Degrees, of each column, strictly rising or falling, less than 360 from the first to the last; any turn of the circle.</summary>
    public double[] Longitudes { get; private init; } = [];

    /// <summary>Seconds since 1970, of each step.</summary>
    public long[] Times { get; private init; } = [];

    /// <summary>Rows that are decoded together: windows that begin and end at multiples of it are read fastest.</summary>
    public int BlockRows { get; private init; }

    /// <summary>Columns that are decoded together.</summary>
    public int BlockColumns { get; private init; }

    /// <summary>Opens a file of a data set.</summary>
    /// <exception cref="ObservationFileException">It cannot be read.</exception>
    public static GridGranule Open(ObservationDataset dataset, Granule granule) => throw new ObservationFileException(granule.Path, $"is a grid of '{dataset.Id}' that cannot be read");

    /// <summary>Reads a window of a variable: unpacked, temperatures in degrees Celsius, NaN where there is none.</summary>
    /// <param name="variable">Index in the variables of the data set; all is NaN where the file has none of that name.</param>
    /// <param name="time">Index of the step.</param>
    /// <param name="row">First row.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="column">First column.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="values">For rows x columns, row by row.</param>
    /// <exception cref="ObservationFileException">The file is damaged.</exception>
    public void Read(int variable, int time, int row, int rows, int column, int columns, Span<float> values) => values.Fill(float.NaN);

    /// <summary>The identifier of a cell's observation, as Apache SDAP has it.</summary>
    public string IdOf(int time, int row, int column) => "";

    public void Dispose()
    {
    }
}
