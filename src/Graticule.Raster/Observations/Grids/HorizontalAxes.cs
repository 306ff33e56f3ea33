using Graticule.Raster.Gdal;
using Graticule.Raster.Observations.Conventions;

namespace Graticule.Raster.Observations.Grids;

/// <summary>The latitudes and longitudes of a grid, each along a dimension of its own.</summary>
internal sealed record HorizontalAxes(double[] Latitudes, double[] Longitudes, string RowDimension, string ColumnDimension)
{
    private const long MostPlaces = 1 << 26;

    /// <summary>Null where latitudes and longitudes do not lie along one dimension each, nor are as if they did.</summary>
    /// <exception cref="ObservationFileException">There are none, or they make no axes.</exception>
    internal static HorizontalAxes? Find(ArrayReader file, CoordinateArrays coordinates, DatasetLayout layout)
    {
        if (coordinates is not { Latitude: { } latitude, Longitude: { } longitude })
        {
            return ProjectedAxes.Find(file, layout) ?? throw new ObservationFileException(file.Path, Without(coordinates));
        }

        var (rows, columns) = (Along(latitude), Along(longitude));
        if (rows is [var row] && columns is [var column] && row.Name != column.Name)
        {
            return new(GridAxes.Latitudes(file.Path, Read(file, latitude)), GridAxes.Longitudes(file.Path, Read(file, longitude)), row.Name, column.Name);
        }

        return rows is [{ Size: > 1 }, { Size: > 1 }] && rows.SequenceEqual(columns) && latitude.Count <= MostPlaces ? Parted(file, latitude, longitude, rows) : null;
    }

    /// <summary>The dimensions of an array that have several steps; the last one where none has.</summary>
    internal static IReadOnlyList<ArrayDimension> Along(ArrayInfo array)
    {
        var several = array.Dimensions.Where(dimension => dimension.Size > 1).ToList();
        return several.Count > 0 ? several : [.. array.Dimensions.TakeLast(1)];
    }

    /// <summary>Values of a coordinate, NaN where there is none.</summary>
    internal static double[] Read(ArrayReader file, ArrayInfo array)
    {
        var numbers = file.ReadNumbers(array, MostPlaces);
        Packing.Of(array, hasLibraryFills: file.Driver == "netCDF").Unpack(numbers);
        return numbers;
    }

    /// <summary>Coordinates of two dimensions that are those of a grid after all: latitudes alike in each row, longitudes in each column.</summary>
    private static HorizontalAxes? Parted(ArrayReader file, ArrayInfo latitude, ArrayInfo longitude, IReadOnlyList<ArrayDimension> dimensions)
    {
        var (rows, columns) = ((int)dimensions[0].Size, (int)dimensions[1].Size);
        var (latitudes, longitudes) = (Read(file, latitude), Read(file, longitude));
        if (AreByRow(latitudes, columns) && AreByColumn(longitudes, columns))
        {
            return Of(Rows(latitudes), Columns(longitudes), dimensions[0], dimensions[1]);
        }

        return AreByColumn(latitudes, columns) && AreByRow(longitudes, columns) ? Of(Columns(latitudes), Rows(longitudes), dimensions[1], dimensions[0]) : null;

        double[] Rows(double[] numbers) => [.. Enumerable.Range(0, rows).Select(row => numbers[row * columns])];

        double[] Columns(double[] numbers) => numbers[..columns];

        HorizontalAxes? Of(double[] south, double[] west, ArrayDimension row, ArrayDimension column) => GridAxes.IsMonotone(south)
            ? new(GridAxes.Latitudes(file.Path, south), GridAxes.Longitudes(file.Path, west), row.Name, column.Name)
            : null;
    }

    private static bool AreByRow(double[] numbers, int columns)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] != numbers[i / columns * columns])
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreByColumn(double[] numbers, int columns)
    {
        for (var i = columns; i < numbers.Length; i++)
        {
            if (numbers[i] != numbers[i - columns])
            {
                return false;
            }
        }

        return true;
    }

    private static string Without(CoordinateArrays coordinates) => (coordinates.Latitude, coordinates.Longitude) switch
    {
        (null, null) => "has no latitudes and longitudes: no variables with the units degrees_north and degrees_east, or of such standard names; name them in the configuration of the data set",
        (null, _) => "has no latitudes: no variable with the unit degrees_north or of such a standard name; name it in the configuration of the data set",
        _ => "has no longitudes: no variable with the unit degrees_east or of such a standard name; name it in the configuration of the data set",
    };
}
