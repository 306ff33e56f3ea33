using Graticule.Raster.Gdal;

namespace Graticule.Raster.Observations.Grids;

/// <summary>
/// Longitudes and latitudes of grids in other reference systems: those of which x alone gives the longitude and y alone the latitude, such as
/// Mercator's. Of all others the cells have no common latitude in a row, and they are refused.
/// </summary>
internal static class ProjectedAxes
{
    /// <summary>Degrees by which places of a row may differ in latitude: a tenth of a millimetre.</summary>
    private const double Tolerance = 1e-9;

    private const int Probes = 64;

    /// <summary>The axes of an array file that names x and y in a reference system instead of longitude and latitude; null where it does neither.</summary>
    /// <exception cref="ObservationFileException">The system is none of the kind.</exception>
    internal static HorizontalAxes? Find(ArrayReader file, DatasetLayout layout)
    {
        var x = Axis(file, layout.Longitude, "projection_x_coordinate", ["x", "X", "easting"]);
        var y = Axis(file, layout.Latitude, "projection_y_coordinate", ["y", "Y", "northing"]);
        if (x is not { Dimensions: [var column] } || y is not { Dimensions: [var row] })
        {
            return null;
        }

        var placed = file.Arrays.FirstOrDefault(array => array.Dimensions.Contains(column) && array.Dimensions.Contains(row));
        using var reference = placed is null ? null : file.ReferenceOf(placed);
        if (reference is null)
        {
            return null;
        }

        var (longitudes, latitudes) = ToLonLat(file.Path, reference, HorizontalAxes.Read(file, x), HorizontalAxes.Read(file, y));
        return new(latitudes, longitudes, row.Name, column.Name);
    }

    /// <summary>The longitudes of columns and the latitudes of rows.</summary>
    /// <param name="path">Of the file, for errors.</param>
    /// <param name="reference">System of x and y.</param>
    /// <param name="x">Of each column.</param>
    /// <param name="y">Of each row.</param>
    /// <exception cref="ObservationFileException">Rows have no common latitude, or columns no common longitude.</exception>
    internal static (double[] Longitudes, double[] Latitudes) ToLonLat(string path, CoordinateReference reference, double[] x, double[] y)
    {
        using var lonLat = CoordinateReference.Find("OGC:CRS84")!;
        if (reference.IsSameAs(lonLat))
        {
            return (GridAxes.Longitudes(path, x), GridAxes.Latitudes(path, y));
        }

        using var transform = CoordinateTransform.Find(reference, lonLat)
            ?? throw new ObservationFileException(path, $"is in the reference system {reference.Name() ?? "that it describes"}, from which no way to longitude and latitude is known");

        // Longitudes along the middle row, latitudes along the middle column; then rows and columns all over must agree.
        var longitudes = Transformed(transform, x, _ => y[y.Length / 2]).X;
        var latitudes = Transformed(transform, [.. y.Select(_ => x[x.Length / 2])], i => y[i]).Y;
        for (var probe = 0; probe <= Probes; probe++)
        {
            var (column, row) = (probe * (x.Length - 1) / Probes, probe * (y.Length - 1) / Probes);
            var along = Transformed(transform, x, _ => y[row]);
            var down = Transformed(transform, [.. y.Select(_ => x[column])], i => y[i]);
            if (Differ(along.X, longitudes) || Differ(down.Y, latitudes) || along.Y.Any(latitude => !(Math.Abs(latitude - latitudes[row]) <= Tolerance)))
            {
                throw new ObservationFileException(
                    path,
                    $"is in the reference system {reference.Name() ?? "that it describes"}, in which its rows are no parallels or its columns no meridians; give it in longitude and latitude (gdalwarp -t_srs EPSG:4326)");
            }
        }

        return (GridAxes.Longitudes(path, longitudes), GridAxes.Latitudes(path, latitudes));
    }

    private static bool Differ(double[] found, double[] expected) => found.Zip(expected).Any(pair => !(Math.Abs(pair.First - pair.Second) <= Tolerance));

    private static (double[] X, double[] Y) Transformed(CoordinateTransform transform, double[] x, Func<int, double> y)
    {
        var (longitudes, latitudes) = ((double[])x.Clone(), Enumerable.Range(0, x.Length).Select(y).ToArray());
        transform.Apply(longitudes, latitudes);
        return (longitudes, latitudes);
    }

    private static ArrayInfo? Axis(ArrayReader file, string? given, string standardName, string[] names) =>
        given is not null ? file.Find(given) : file.Arrays.FirstOrDefault(array => array.TextOf("standard_name") == standardName) ?? names.Select(file.Find).FirstOrDefault(array => array is not null);
}
