using System.Globalization;
using Graticule.Raster.Gdal;

namespace Graticule.Raster.Catalog;

/// <summary>Times of the bands of NetCDF files, by the Climate and Forecast conventions, section 4.4.</summary>
internal static class CfTime
{
    /// <summary>Ten thousand years.</summary>
    private const double MostMilliseconds = 3.2e14;

    /// <summary>The time of a band; null where the file names none, or counts in a calendar that is not ours.</summary>
    internal static DateTimeOffset? Of(RasterFacts file, BandFacts band)
    {
        foreach (var (key, text) in band.Metadata.Where(entry => entry.Key.StartsWith("NETCDF_DIM_", StringComparison.Ordinal)))
        {
            var name = key["NETCDF_DIM_".Length..];
            if (file.Metadata.GetValueOrDefault($"{name}#units") is { } units
                && file.Metadata.GetValueOrDefault($"{name}#calendar", "standard").ToLowerInvariant() is "standard" or "gregorian" or "proleptic_gregorian"
                && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && Find(units, number) is { } time)
            {
                return time;
            }
        }

        return null;
    }

    /// <param name="units">Such as <c>days since 1981-01-01 00:00:00</c>.</param>
    /// <param name="number">How many of them.</param>
    internal static DateTimeOffset? Find(string units, double number)
    {
        var words = units.Split(" since ", 2, StringSplitOptions.TrimEntries);
        if (words.Length < 2 || Seconds(words[0]) is not { } seconds || !DateTimeOffset.TryParse(
            words[1].Replace("UTC", "", StringComparison.Ordinal), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var epoch))
        {
            return null;
        }

        var milliseconds = Math.Round(number * seconds * 1000);
        return Math.Abs(milliseconds) < MostMilliseconds
            && epoch.UtcTicks + ((long)milliseconds * TimeSpan.TicksPerMillisecond) is >= 0 and var ticks && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;
    }

    private static double? Seconds(string unit) => unit.ToLowerInvariant() switch
    {
        "s" or "sec" or "secs" or "second" or "seconds" => 1,
        "min" or "mins" or "minute" or "minutes" => 60,
        "h" or "hr" or "hrs" or "hour" or "hours" => 3600,
        "d" or "day" or "days" => 86_400,
        _ => null,
    };
}
