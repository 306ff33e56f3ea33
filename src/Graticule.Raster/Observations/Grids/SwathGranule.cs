namespace Graticule.Raster.Observations.Grids;

/// <summary>A file of a swath data set, open for reading. One thread uses it at a time.</summary>
public sealed class SwathGranule : IDisposable
{
    private SwathGranule()
    {
    }

    /// <summary>Degrees, of each pixel, row by row; NaN where the file has none.</summary>
    public double[] Latitudes { get; private init; } = [];

    /// <summary>Degrees, of each pixel, any turn of the circle; NaN where the file has none.</summary>
    public double[] Longitudes { get; private init; } = [];

    /// <summary>Seconds since 1970, of each pixel. One without a time has no place either.</summary>
    public long[] Times { get; private init; } = [];

    /// <summary>Steps along the first dimension of the pixels.</summary>
    public int Rows { get; private init; }

    /// <summary>Pixels in a row.</summary>
    public int Columns { get; private init; }

    /// <summary>Opens a file of a data set.</summary>
    /// <exception cref="ObservationFileException">It cannot be read.</exception>
    public static SwathGranule Open(ObservationDataset dataset, Granule granule) => throw new ObservationFileException(granule.Path, $"is a swath of '{dataset.Id}' that cannot be read");

    /// <summary>Reads a variable: a value for each pixel, unpacked, temperatures in degrees Celsius, NaN where there is none.</summary>
    /// <param name="variable">Index in the variables of the data set; all is NaN where the file has none of that name.</param>
    /// <exception cref="ObservationFileException">The file is damaged.</exception>
    public float[] Read(int variable) => [];

    /// <summary>The identifier of a pixel's observation, as Apache SDAP has it.</summary>
    public string IdOf(int pixel) => "";

    public void Dispose()
    {
    }
}
