using Graticule.Raster.Gdal;

namespace Graticule.Raster.Observations.Grids;

/// <summary>A file of a gridded data set, open for reading. One thread uses it at a time: threads that read the same file each open it themselves.</summary>
public sealed class GridGranule : IDisposable
{
    private readonly IGridSource _source;
    private readonly string _path;
    private readonly TileIds _ids;
    private readonly bool _rises;

    private GridGranule(IGridSource source, string path, TileIds ids)
    {
        (_source, _path, _ids) = (source, path, ids);
        _rises = Latitudes.Length < 2 || Latitudes[1] > Latitudes[0];
    }

    /// <summary>Degrees, of each row, strictly rising or falling, as the file has them.</summary>
    public double[] Latitudes => _source.Shape.Latitudes;

    /// <summary>Degrees, of each column, strictly rising or falling, less than 360 from the first to the last; any turn of the circle.</summary>
    public double[] Longitudes => _source.Shape.Longitudes;

    /// <summary>Seconds since 1970, of each step.</summary>
    public long[] Times => _source.Shape.Times;

    /// <summary>Rows that are decoded together: windows that begin and end at multiples of it are read fastest.</summary>
    public int BlockRows => _source.Shape.BlockRows;

    /// <summary>Columns that are decoded together.</summary>
    public int BlockColumns => _source.Shape.BlockColumns;

    /// <summary>Opens a file of a data set.</summary>
    /// <exception cref="ObservationFileException">It cannot be read.</exception>
    public static GridGranule Open(ObservationDataset dataset, Granule granule)
    {
        var source = GridSources.Open(granule.Path, dataset.Layout, [.. dataset.Variables.Select(variable => variable.Name)]);
        return new(source, granule.Path, new(dataset, granule.Name, source.Shape.Dimensions));
    }

    /// <summary>Reads a window of a variable: unpacked, temperatures in degrees Celsius, NaN where there is none.</summary>
    /// <param name="variable">Index in the variables of the data set; all is NaN where the file has none of that name.</param>
    /// <param name="time">Index of the step.</param>
    /// <param name="row">First row.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="column">First column.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="values">For rows x columns, row by row.</param>
    /// <exception cref="ObservationFileException">The file is damaged.</exception>
    public void Read(int variable, int time, int row, int rows, int column, int columns, Span<float> values)
    {
        PlaceLimits.RequireBelow(_source.Variables.Count, variable);
        PlaceLimits.RequireBelow(Times.Length, time);
        PlaceLimits.RequirePart(Latitudes.Length, row, rows);
        PlaceLimits.RequirePart(Longitudes.Length, column, columns);
        if (rows == 0 || columns == 0)
        {
            return;
        }

        try
        {
            _source.Read(variable, time, row, rows, column, columns, values);
        }
        catch (ArrayFileException exception)
        {
            throw new ObservationFileException(_path, exception.Reason);
        }
    }

    /// <summary>
    /// The identifier of a cell's observation, as Apache SDAP has it: that of the tile, and the cell's step, row and column in it; rows are counted
    /// from the south, as its ingester turns tiles so.
    /// </summary>
    public string IdOf(int time, int row, int column)
    {
        var (south, north) = _ids.Extent(TileRole.Row, row);
        return _ids.Of(
            _ids.Tile(time, row, column),
            time - _ids.Extent(TileRole.Time, time).Start,
            _rises ? row - south : north - 1 - row,
            column - _ids.Extent(TileRole.Column, column).Start);
    }

    public void Dispose() => _source.Dispose();
}
