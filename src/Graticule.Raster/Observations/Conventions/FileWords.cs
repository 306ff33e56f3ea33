using Graticule.Raster.Gdal;
using Graticule.Raster.Times;

namespace Graticule.Raster.Observations.Conventions;

/// <summary>What a file says of itself as a whole: its global attributes, and the time that they, or its name, give.</summary>
internal static class FileWords
{
    private const int LongestText = 4_000;

    /// <summary>Names under which files tell when their observation began, the most telling first; compared in lower case.</summary>
    private static readonly string[] Starts =
    [
        "time_coverage_start", "start_time", "starttime", "time_start", "start_datetime", "startdatetime", "start_date_time", "rangebeginningdatetime", "observation_start_time",
        "rev_start_time", "acquisitiondatetime", "acquisition_time", "date_time", "datetime", "rangebeginningdate", "start_date", "startdate",
    ];

    /// <summary>Global attributes as text, under plain names.</summary>
    internal static Dictionary<string, string> Texts(IReadOnlyDictionary<string, ArrayAttribute> attributes)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (var (name, value) in attributes)
        {
            var plain = name.StartsWith("NC_GLOBAL.", StringComparison.Ordinal) ? name["NC_GLOBAL.".Length..] : name;
            texts.TryAdd(plain, value.Text.Length > LongestText ? value.Text[..LongestText] : value.Text);
        }

        return texts;
    }

    /// <summary>The time that a file as a whole tells: of its attributes, or of its name; null where neither has any.</summary>
    /// <param name="texts">Attributes of the file.</param>
    /// <param name="path">Of the file.</param>
    /// <param name="hasTime">Whether it has a time of the day.</param>
    internal static DateTimeOffset? Start(IReadOnlyDictionary<string, string> texts, string path, out bool hasTime)
    {
        var byName = texts.GroupBy(entry => entry.Key.ToLowerInvariant(), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Value, StringComparer.Ordinal);
        foreach (var name in Starts)
        {
            if (WrittenTime.Find(byName.GetValueOrDefault(name), out hasTime) is { } time)
            {
                var clock = name == "rangebeginningdate" && byName.GetValueOrDefault("rangebeginningtime") is { } text ? $"{time:yyyy-MM-dd}T{text}" : null;
                return WrittenTime.Find(clock, out var hasClock) is { } both && hasClock ? Told(both, out hasTime) : time;
            }
        }

        var named = NamedDate.Find(System.IO.Path.GetFileNameWithoutExtension(path));
        hasTime = named is { Time.TimeOfDay.Ticks: > 0 };
        return named?.Time;

        static DateTimeOffset Told(DateTimeOffset time, out bool has)
        {
            has = true;
            return time;
        }
    }

    /// <summary>Whether the file says that it holds discrete sampling geometries: single observations in place.</summary>
    internal static bool ArePoints(IReadOnlyDictionary<string, string> texts)
    {
        var feature = Find("featureType") ?? Find("CF:featureType") ?? Find("cdm_data_type");
        return feature is not null && feature.Trim().ToLowerInvariant() is "point" or "station" or "timeseries" or "trajectory" or "profile" or "timeseriesprofile" or "trajectoryprofile";

        string? Find(string name) => texts.FirstOrDefault(entry => string.Equals(entry.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
    }

    /// <summary>Whether the file says that a satellite made it.</summary>
    internal static bool AreOfSatellite(IReadOnlyDictionary<string, string> texts) => texts.Any(entry => entry.Key.ToLowerInvariant() switch
    {
        "cdm_data_type" => string.Equals(entry.Value.Trim(), "swath", StringComparison.OrdinalIgnoreCase),
        "processing_level" => entry.Value.Contains('2', StringComparison.Ordinal),
        "orbit" or "orbit_number" or "start_orbit_number" or "orbit_start" or "pass_number" or "cycle_number" or "mission_name" or "rev_start_time" => true,
        _ => false,
    });
}
