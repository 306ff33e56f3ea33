using Graticule.Raster.Gdal;
using Graticule.Raster.Observations.Conventions;

namespace Graticule.Raster.Observations.Grids;

/// <summary>Reads what is registered of a file of observations.</summary>
public static class GranuleScan
{
    /// <summary>Reads the facts of a NetCDF, HDF5 or GeoTIFF file or a Zarr folder.</summary>
    /// <param name="path">Of the file or folder.</param>
    /// <param name="layout">What the operator says of the files.</param>
    /// <param name="kind">What the operator says that it holds, or what the other files of its data set hold; null: found out.</param>
    /// <exception cref="ObservationFileException">It cannot be read, or holds no observations that can be placed in space and time.</exception>
    public static GranuleFacts Read(string path, DatasetLayout layout, DatasetKind? kind = null)
    {
        if (RasterGrid.IsOne(path))
        {
            using var raster = RasterGrid.Open(path, layout.Variables);
            return kind is null or DatasetKind.Grid ? Facts(raster, path, layout) : throw new ObservationFileException(path, $"is a GeoTIFF, which holds a grid, not a {kind}".ToLowerInvariant());
        }

        using var file = ArrayFiles.Open(path);
        return ArrayFiles.Guard(() => (kind ?? KindOf(file, layout)) switch
        {
            DatasetKind.Grid => Facts(ArrayGrid.Open(file, layout, layout.Variables), path, layout),
            DatasetKind.Swath => Facts(ArraySwath.Open(file, layout, layout.Variables), path, layout),
            _ => new(DatasetKind.Points, [], 0, 0, default, 0, FileWords.Texts(file.Attributes)),
        });
    }

    /// <summary>What a file holds: by what it says, else by how its latitudes and longitudes lie.</summary>
    private static DatasetKind KindOf(ArrayReader file, DatasetLayout layout)
    {
        var texts = FileWords.Texts(file.Attributes);
        if (FileWords.ArePoints(texts))
        {
            return DatasetKind.Points;
        }

        var coordinates = CoordinateArrays.Find(file, layout);
        if (coordinates is not { Latitude: { } latitude, Longitude: { } longitude })
        {
            return DatasetKind.Grid; // One in a reference system, or what has no places at all: the grid says what it misses.
        }

        var (rows, columns) = (HorizontalAxes.Along(latitude), HorizontalAxes.Along(longitude));
        if (!rows.SequenceEqual(columns))
        {
            return DatasetKind.Grid;
        }

        if (rows.Count < 2)
        {
            return FileWords.AreOfSatellite(texts) ? DatasetKind.Swath : DatasetKind.Points;
        }

        var isTimed = coordinates.Time?.Dimensions.Any(dimension => dimension.Size > 1 && rows.Contains(dimension)) == true;
        return !isTimed && HorizontalAxes.Find(file, coordinates, layout) is not null ? DatasetKind.Grid : DatasetKind.Swath;
    }

    private static GranuleFacts Facts(IGridSource source, string path, DatasetLayout layout) => new(
        DatasetKind.Grid, All(source.Variables, path, layout), source.Shape.Times.Min(), source.Shape.Times.Max(),
        GridAxes.Bounds(source.Shape.Latitudes, source.Shape.Longitudes), source.Shape.Count, source.Attributes);

    private static GranuleFacts Facts(ArraySwath swath, string path, DatasetLayout layout)
    {
        var (start, end) = (long.MaxValue, long.MinValue);
        for (var i = 0; i < swath.Places.Times.Length; i++)
        {
            if (!double.IsNaN(swath.Places.Latitudes[i]))
            {
                (start, end) = (Math.Min(start, swath.Places.Times[i]), Math.Max(end, swath.Places.Times[i]));
            }
        }

        return start <= end
            ? new(
                DatasetKind.Swath, All(swath.Variables, path, layout), start, end, GridAxes.Bounds(swath.Places.Latitudes, swath.Places.Longitudes),
                swath.Places.Times.Length, swath.Attributes)
            : throw new ObservationFileException(path, "has no pixel with a latitude, a longitude and a time");
    }

    /// <summary>The variables of a file, which must have all that the configuration names.</summary>
    private static IReadOnlyList<ObservedVariable> All(IReadOnlyList<ObservedVariable?> variables, string path, DatasetLayout layout)
    {
        var missing = Enumerable.Range(0, variables.Count).Where(i => variables[i] is null).Select(i => layout.Variables[i]).ToList();
        return missing.Count == 0
            ? [.. variables.OfType<ObservedVariable>()]
            : throw new ObservationFileException(path, $"has no variable {string.Join(" and no ", missing.Select(name => $"'{name}'"))}, which the configuration of its data set names");
    }
}
