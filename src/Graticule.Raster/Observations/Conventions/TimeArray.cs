using Graticule.Raster.Gdal;
using Graticule.Raster.Times;

namespace Graticule.Raster.Observations.Conventions;

/// <summary>The instants of an array of times.</summary>
internal static class TimeArray
{
    /// <summary>Whether an array counts time in a way that is understood.</summary>
    internal static bool IsReadable(ArrayInfo array) =>
        array.TextOf("units") is { } units && (SecondsOfDay.IsOne(units) || TimeUnits.Parse(units, array.TextOf("calendar"), out _) is not null);

    /// <summary>Seconds since 1970 of each element, rounded down; null where an element is no time.</summary>
    /// <param name="file">Whose array it is.</param>
    /// <param name="array">Of times in a unit since a date, or of seconds of the day.</param>
    /// <param name="texts">Global attributes, for the day.</param>
    /// <exception cref="ObservationFileException">Its unit or calendar cannot be counted in, or the day is not told.</exception>
    internal static long?[] Read(ArrayReader file, ArrayInfo array, IReadOnlyDictionary<string, string> texts)
    {
        var units = array.TextOf("units") ?? "";
        var numbers = file.ReadNumbers(array);
        Packing.Of(array, hasLibraryFills: file.Driver == "netCDF").Unpack(numbers);
        if (SecondsOfDay.IsOne(units))
        {
            return FileWords.Start(texts, file.Path, out var hasTime) is { } start
                ? SecondsOfDay.Place(numbers, start, hasTime)
                : throw new ObservationFileException(file.Path, $"counts the seconds of the day in '{array.Name}', but neither its attributes nor its name tell the day");
        }

        if (TimeUnits.Parse(units, array.TextOf("calendar"), out var problem) is not { } unit)
        {
            throw new ObservationFileException(file.Path, $"has a time '{array.Name}' that cannot be read: it {problem}");
        }

        return Array.ConvertAll(numbers, unit.SecondsOf);
    }
}
