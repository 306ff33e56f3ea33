using Graticule.Raster.Gdal;
using Graticule.Raster.Observations.Conventions;

namespace Graticule.Raster.Observations.Grids;

/// <summary>A file of a swath data set, open for reading. One thread uses it at a time. Steps of a file of several lie one below the other.</summary>
public sealed class SwathGranule : IDisposable
{
    private readonly ArraySwath _swath;
    private readonly string _path;
    private readonly TileIds _ids;
    private readonly Dictionary<string, bool> _steady = new(StringComparer.Ordinal);

    private SwathGranule(ArraySwath swath, string path, TileIds ids) => (_swath, _path, _ids) = (swath, path, ids);

    /// <summary>Degrees, of each pixel, row by row; NaN where the file has none.</summary>
    public double[] Latitudes => _swath.Places.Latitudes;

    /// <summary>Degrees, of each pixel, any turn of the circle; NaN where the file has none.</summary>
    public double[] Longitudes => _swath.Places.Longitudes;

    /// <summary>Seconds since 1970, of each pixel. One without a time has no place either.</summary>
    public long[] Times => _swath.Places.Times;

    /// <summary>Steps along the first dimension of the pixels.</summary>
    public int Rows => _swath.Rows;

    /// <summary>Pixels in a row; 1 for a track of single ones.</summary>
    public int Columns => _swath.Columns;

    /// <summary>Opens a file of a data set.</summary>
    /// <exception cref="ObservationFileException">It cannot be read.</exception>
    public static SwathGranule Open(ObservationDataset dataset, Granule granule)
    {
        var file = ArrayFiles.Open(granule.Path);
        var swath = GridSources.Over(file, () => ArraySwath.Open(file, dataset.Layout, [.. dataset.Variables.Select(variable => variable.Name)]));
        return new(swath, granule.Path, new(dataset, granule.Name, swath.Dimensions));
    }

    /// <summary>Reads a variable: a value for each pixel, unpacked, temperatures in degrees Celsius, NaN where there is none.</summary>
    /// <param name="variable">Index in the variables of the data set; all is NaN where the file has none of that name.</param>
    /// <exception cref="ObservationFileException">The file is damaged.</exception>
    public float[] Read(int variable)
    {
        PlaceLimits.RequireBelow(_swath.Variables.Count, variable);
        try
        {
            return _swath.Read(variable);
        }
        catch (ArrayFileException exception)
        {
            throw new ObservationFileException(_path, exception.Reason);
        }
    }

    /// <summary>
    /// The identifier of a pixel's observation, as Apache SDAP has it: it lays the pixels of a tile out along the diagonal of a cube of time, latitude and
    /// longitude, whose first edge has one step where all have the same time.
    /// </summary>
    public string IdOf(int pixel)
    {
        PlaceLimits.RequireBelow(Latitudes.Length, pixel);
        var (row, column) = (pixel / Columns, pixel % Columns);
        (var step, row) = (row / _swath.RowsOfStep, row % _swath.RowsOfStep);
        var (times, rows, columns) = (_ids.Extent(TileRole.Time, step), _ids.Extent(TileRole.Row, row), _ids.Extent(TileRole.Column, column));
        var tile = _ids.Tile(step, row, column);
        var place = ((((step - times.Start) * (rows.End - rows.Start)) + row - rows.Start) * (columns.End - columns.Start)) + column - columns.Start;
        if (!_steady.TryGetValue(tile, out var isSteady))
        {
            _steady[tile] = isSteady = _swath.Places.HasOneTime || HasOneTime(times, rows, columns);
        }

        return _ids.Of(tile, isSteady ? 0 : place, place, place);
    }

    public void Dispose() => _swath.Dispose();

    private bool HasOneTime((long Start, long End) steps, (long Start, long End) rows, (long Start, long End) columns)
    {
        long? only = null;
        for (var step = steps.Start; step < steps.End; step++)
        {
            for (var row = rows.Start; row < rows.End; row++)
            {
                for (var column = columns.Start; column < columns.End; column++)
                {
                    var pixel = (((step * _swath.RowsOfStep) + row) * Columns) + column;
                    if (!double.IsNaN(Latitudes[pixel]) && (only ??= Times[pixel]) != Times[pixel])
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }
}
