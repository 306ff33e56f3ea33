using Graticule.Raster.Gdal;

namespace Graticule.Raster.Observations.Conventions;

/// <summary>Opens files of arrays as files of observations.</summary>
internal static class ArrayFiles
{
    /// <exception cref="ObservationFileException">It cannot be read.</exception>
    internal static ArrayReader Open(string path) => Guard(() => ArrayReader.Open(path));

    /// <summary>Does something with a file; what is wrong with it is told as a fault of a file of observations.</summary>
    internal static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ArrayFileException exception)
        {
            throw new ObservationFileException(exception.Path, exception.Reason);
        }
    }
}
