using Graticule.Raster.Gdal;
using Graticule.Raster.Observations.Conventions;

namespace Graticule.Raster.Observations.Grids;

/// <summary>Opens files of grids, each by its format.</summary>
internal static class GridSources
{
    /// <param name="path">A file, or a Zarr folder.</param>
    /// <param name="layout">What the operator says of the files.</param>
    /// <param name="names">Variables to read; empty: all that the file has.</param>
    /// <exception cref="ObservationFileException">It cannot be read, or holds no grid.</exception>
    internal static IGridSource Open(string path, DatasetLayout layout, IReadOnlyList<string> names)
    {
        if (RasterGrid.IsOne(path))
        {
            return RasterGrid.Open(path, names);
        }

        var file = ArrayFiles.Open(path);
        return Over(file, () => ArrayGrid.Open(file, layout, names));
    }

    /// <summary>Makes something over an open file, which is closed where that fails.</summary>
    internal static T Over<T>(ArrayReader file, Func<T> make)
    {
        try
        {
            return ArrayFiles.Guard(make);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
