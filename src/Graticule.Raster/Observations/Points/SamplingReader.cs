using Graticule.Raster.Gdal;
using Graticule.Raster.Observations.Conventions;

namespace Graticule.Raster.Observations.Points;

/// <summary>
/// NetCDF files of discrete sampling geometries (CF conventions, chapter 9): points, time series, trajectories, profiles and those of several; in
/// one or more dimensions, or ragged (contiguous and indexed). Rows without any value are passed over, since arrays are filled up with such.
/// </summary>
internal sealed class SamplingReader : IPointReader
{
    /// <summary>Values that are held at once.</summary>
    private const long MostRows = 1 << 26;

    public bool Reads(string path) => path.EndsWith(".nc", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".nc4", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".cdf", StringComparison.OrdinalIgnoreCase);

    public void Read(PointRows rows)
    {
        rows.Row = "row";
        using var file = ArrayFiles.Open(rows.Path);
        ArrayFiles.Guard(() =>
        {
            Read(file, rows);
            return true;
        });
    }

    private static void Read(ArrayReader file, PointRows rows)
    {
        foreach (var (name, text) in FileWords.Texts(file.Attributes))
        {
            rows.Attributes[name] = text;
        }

        var coordinates = CoordinateArrays.Find(file, rows.Layout);
        if (coordinates is not { Latitude: { } latitude, Longitude: { } longitude, Time: { } time })
        {
            string[] absent = [coordinates.Latitude is null ? "latitude" : "", coordinates.Longitude is null ? "longitude" : "", coordinates.Time is null ? "time" : ""];
            throw new ObservationFileException(rows.Path, $"has no variable for {string.Join(", ", absent.Where(name => name.Length > 0))}");
        }

        SamplingDimensions dimensions = new(file);
        var depth = SamplingDepth.Find(file, rows.Layout);
        var variables = Variables(file, rows, dimensions, coordinates, depth?.Array);
        var space = new SamplingSpace(dimensions, variables[0].Dimensions);
        if (space.Count > MostRows)
        {
            throw new ObservationFileException(rows.Path, FormattableString.Invariant($"claims {space.Count} observations; at most {MostRows} are handled"));
        }

        Take(file, rows, space, variables, new()
        {
            Latitudes = space.Spread(latitude, Unpacked(file, latitude)),
            Longitudes = space.Spread(longitude, Unpacked(file, longitude)),
            Times = space.Spread(time, TimeArray.Read(file, time, rows.Attributes)),
            Depths = depth is var (array, sign) && space.Reaches(array) ? space.Spread(array, Array.ConvertAll(Unpacked(file, array), metres => metres * sign)) : null,
            Platforms = SamplingPlatforms.Read(file, space, rows.Attributes),
        });
    }

    private static void Take(ArrayReader file, PointRows rows, SamplingSpace space, IReadOnlyList<ArrayInfo> variables, SamplingPlaces places)
    {
        var values = variables.Select(array => (Index: rows.Variable(Describe(array)), Values: space.Spread(array, Values(file, array)))).ToArray();
        for (var row = 0; row < space.Count; row++)
        {
            if (Array.TrueForAll(values, variable => double.IsNaN(variable.Values(row))))
            {
                continue;
            }

            if (places.Times(row) is not { } time)
            {
                rows.Reject(row + 1L, "it has values, but no time");
                continue;
            }

            rows.Add(row + 1L, new()
            {
                Latitude = places.Latitudes(row),
                Longitude = places.Longitudes(row),
                Time = time,
                Depth = places.Depths?.Invoke(row) ?? double.NaN,
                Platform = places.Platforms(row),
            });
            foreach (var (index, spread) in values)
            {
                rows.Set(index, spread(row));
            }
        }
    }

    /// <summary>The measured variables: those asked for, or those that lie along the same dimensions as the largest of them. At least one.</summary>
    private static IReadOnlyList<ArrayInfo> Variables(
        ArrayReader file, PointRows rows, SamplingDimensions dimensions, CoordinateArrays coordinates, ArrayInfo? depth)
    {
        var bounds = file.Arrays.SelectMany(array => new[] { array.TextOf("bounds"), array.TextOf("grid_mapping") }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        bool IsMeasured(ArrayInfo array) => array.Content == ArrayContent.Numbers && array.Dimensions.Count > 0 && !coordinates.Holds(array) && array != depth
            && !dimensions.Holds(array) && !bounds.Contains(array.PlainName) && array.TextOf("cf_role") is null && !(array.Dimensions is [var only] && only.Name == array.PlainName)
            && new SamplingSpace(dimensions, array.Dimensions) is var space
            && space.Reaches(coordinates.Latitude!) && space.Reaches(coordinates.Longitude!) && space.Reaches(coordinates.Time!);

        var measured = file.Arrays.Where(IsMeasured).ToList();
        var asked = rows.Layout.Variables.Select(name => measured.Find(array => array.Name == name)).OfType<ArrayInfo>().ToList();
        var largest = (asked.Count > 0 ? asked : measured).MaxBy(array => array.Count)
            ?? throw new ObservationFileException(rows.Path, "has no variable whose dimensions lead to its latitudes, longitudes and times");
        var names = largest.Dimensions.Select(dimension => dimension.Name).ToHashSet(StringComparer.Ordinal);
        var others = asked.Count > 0
            ? asked.Where(array => new SamplingSpace(dimensions, largest.Dimensions).Reaches(array))
            : measured.Where(array => names.SetEquals(array.Dimensions.Select(dimension => dimension.Name)));
        return [largest, .. others.Where(array => array != largest)];
    }

    private static double[] Unpacked(ArrayReader file, ArrayInfo array)
    {
        var numbers = file.ReadNumbers(array);
        Packing.Of(array, hasLibraryFills: file.Driver == "netCDF").Unpack(numbers);
        return numbers;
    }

    private static double[] Values(ArrayReader file, ArrayInfo array)
    {
        var values = Unpacked(file, array);
        return Temperatures.IsKelvin(array) ? Array.ConvertAll(values, kelvin => (double)Temperatures.ToCelsius((float)kelvin)) : values;
    }

    private static ObservedVariable Describe(ArrayInfo array) => new(
        array.Name, array.TextOf("standard_name"), array.TextOf("long_name"), Temperatures.IsKelvin(array) ? Temperatures.Celsius : array.TextOf("units"));
}
