using Graticule.Raster.Gdal;
using Graticule.Raster.Times;

namespace Graticule.Raster.Observations.Conventions;

/// <summary>The arrays of a file that place its values; by the configuration's names, or by the Climate and Forecast conventions, or by common names.</summary>
/// <param name="Latitude">Null: none.</param>
/// <param name="Longitude">Null: none.</param>
/// <param name="Time">Null: none.</param>
internal sealed record CoordinateArrays(ArrayInfo? Latitude, ArrayInfo? Longitude, ArrayInfo? Time)
{
    private static readonly string[] LatitudeNames = ["lat", "latitude", "nav_lat", "lats", "latitudes"];
    private static readonly string[] LongitudeNames = ["lon", "longitude", "nav_lon", "long", "lons", "longitudes"];
    private static readonly string[] TimeNames = ["time", "t", "row_time", "time_utc", "obs_time", "times"];

    private static readonly string[] VerticalNames =
        ["depth", "lev", "level", "levels", "zlev", "height", "altitude", "plev", "pressure", "z", "layer", "elevation", "sigma", "isobaric", "deptht", "depthu", "depthv"];

    /// <exception cref="ObservationFileException">The file has no array of a name that the configuration gives.</exception>
    internal static CoordinateArrays Find(ArrayReader file, DatasetLayout layout)
    {
        var bounds = file.Arrays.Select(array => array.TextOf("bounds")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var named = file.Arrays.SelectMany(array => (array.TextOf("coordinates") ?? "").Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
        var candidates = file.Arrays.Where(array => array.Content == ArrayContent.Numbers && array.Count > 0 && !bounds.Contains(array.PlainName)).ToList();
        return new(
            Given(file, layout.Latitude, "latitude") ?? Best(array => Horizontal(array, "latitude", "Y", "Lat", IsNorth, LatitudeNames)),
            Given(file, layout.Longitude, "longitude") ?? Best(array => Horizontal(array, "longitude", "X", "Lon", IsEast, LongitudeNames)),
            Given(file, layout.Time, "time") ?? Best(Timely));

        ArrayInfo? Best(Func<ArrayInfo, int> score) => candidates
            .Select(array => (Array: array, Score: score(array) is > 0 and var found ? found + (named.Contains(array.PlainName) ? 6 : 0) + (array.Name.Contains('/', StringComparison.Ordinal) ? 0 : 1) : 0))
            .Where(candidate => candidate.Score > 0).OrderByDescending(candidate => candidate.Score).FirstOrDefault().Array;
    }

    /// <summary>Whether an array is one of these, or goes along with one: bounds, a map's projection.</summary>
    internal bool Holds(ArrayInfo array) => array == Latitude || array == Longitude || array == Time;

    /// <summary>Whether a dimension goes up or down.</summary>
    internal static bool IsVertical(ArrayReader file, string dimension, DatasetLayout layout)
    {
        if (dimension == layout.Depth || VerticalNames.Contains(dimension, StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }

        return file.Find(dimension) is { } array
            && (array.TextOf("axis") == "Z" || array.TextOf("positive") is not null || array.TextOf("_CoordinateAxisType") is "Height" or "Pressure" or "GeoZ");
    }

    private static ArrayInfo? Given(ArrayReader file, string? name, string role) => name is null ? null
        : file.Find(name) ?? throw new ObservationFileException(
            file.Path, $"has no variable '{name}', which its data set's configuration names as {role}; it has {string.Join(", ", file.Arrays.Take(40).Select(array => array.Name))}");

    private static int Horizontal(ArrayInfo array, string standardName, string axis, string axisType, Func<string, bool> isUnit, string[] names)
    {
        var standard = array.TextOf("standard_name");
        if (standard is not null && standard != standardName)
        {
            return 0;
        }

        var isNamed = names.Contains(array.PlainName, StringComparer.OrdinalIgnoreCase);
        var score = (standard is not null ? 8 : 0) + (isUnit(array.TextOf("units") ?? "") ? 4 : 0) + (isNamed ? 6 : 0) + (array.TextOf("_CoordinateAxisType") == axisType ? 4 : 0);
        return score == 0 ? 0 : score + (IsOwnDimension(array) ? 4 : 0) + (array.TextOf("axis") == axis ? 2 : 0);
    }

    private static int Timely(ArrayInfo array)
    {
        var standard = array.TextOf("standard_name");
        if (standard is not (null or "time"))
        {
            return 0;
        }

        var counts = TimeUnits.IsOne(array.TextOf("units"));
        var isOfDay = SecondsOfDay.IsOne(array.TextOf("units"));
        var isNamed = TimeNames.Contains(array.PlainName, StringComparer.OrdinalIgnoreCase);
        if (!counts && !(isOfDay && (isNamed || array.PlainName.Contains("time", StringComparison.OrdinalIgnoreCase))))
        {
            return standard is not null || (isNamed && IsOwnDimension(array)) ? 1 : 0; // Its unit will be complained about.
        }

        return (counts ? 8 : 4) + (standard is not null ? 8 : 0) + (isNamed ? 6 : 0) + (IsOwnDimension(array) ? 4 : 0) + (array.TextOf("axis") == "T" ? 4 : 0)
            + (array.TextOf("_CoordinateAxisType") == "Time" ? 4 : 0);
    }

    private static bool IsOwnDimension(ArrayInfo array) => array.Dimensions is [var only] && only.Name == array.PlainName;

    private static bool IsNorth(string unit) => unit.ToLowerInvariant() is "degrees_north" or "degree_north" or "degree_n" or "degrees_n" or "degreen" or "degreesn" or "degrees north";

    private static bool IsEast(string unit) => unit.ToLowerInvariant() is "degrees_east" or "degree_east" or "degree_e" or "degrees_e" or "degreee" or "degreese" or "degrees east";
}
