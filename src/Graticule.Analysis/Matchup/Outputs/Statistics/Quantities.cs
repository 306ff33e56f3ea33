using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup.Outputs.Statistics;

/// <summary>What variables measure, and by what their values are multiplied to be compared.</summary>
internal static class Quantities
{
    internal const string Chlorophyll = "chlorophyll";

    /// <summary>What tells of a measurement rather than being one.</summary>
    private static readonly string[] About = ["quality", "error", "uncertainty", "flag", "mask", "count", "std", "bias", "anomaly", "number_of"];

    private static readonly string[] Temperatures = ["sea_surface", "sea_water_temperature", "sst", "sea_temperature"];

    private static readonly string[] Celsius = ["c", "celsius", "degc", "deg_c", "degree_c", "degrees_c", "degree_celsius", "degrees_celsius"];

    private static readonly string[] Salt = ["1e-3", "0.001", "1", "psu", "pss", "g kg-1", "g/kg", "practical salinity units"];

    /// <summary>Name of the quantity; two variables that have it in common may be compared. Null: the variable is none of the sea or the air that is known.</summary>
    internal static string? Of(ObservedVariable variable)
    {
        var name = (string.IsNullOrEmpty(variable.StandardName) ? variable.Name : variable.StandardName).ToLowerInvariant();
        if (Array.Exists(About, word => name.Contains(word, StringComparison.Ordinal)))
        {
            return null;
        }

        return name switch
        {
            _ when name.Contains("salinity", StringComparison.Ordinal) || name is "sss" => "salinity",
            _ when name.Contains("chlorophyll", StringComparison.Ordinal) || name is "chlor_a" or "chla" or "chl" or "chl_a" => Chlorophyll,
            _ when name.Contains("air", StringComparison.Ordinal) || name.Contains("ice", StringComparison.Ordinal) => variable.StandardName,
            _ when Array.Exists(Temperatures, word => name.Contains(word, StringComparison.Ordinal)) && (name.Contains("temperature", StringComparison.Ordinal) || name.Contains("sst", StringComparison.Ordinal)) => "sea temperature",
            _ when name.Contains("eastward_wind", StringComparison.Ordinal) => "eastward wind",
            _ when name.Contains("northward_wind", StringComparison.Ordinal) => "northward wind",
            _ when name.Contains("wind_speed", StringComparison.Ordinal) => "wind speed",
            _ => string.IsNullOrEmpty(variable.StandardName) ? null : variable.StandardName,
        };
    }

    /// <summary>By what values in some units are multiplied to be in others; null: they cannot be told to be the same. Units that are not told are taken to be.</summary>
    internal static double? Factor(string? from, string? to)
    {
        var (a, b) = (Plain(from), Plain(to));
        if (a.Length == 0 || b.Length == 0 || a == b || Both(Celsius, a, b) || Both(Salt, a, b))
        {
            return 1;
        }

        return Mass(a) / Mass(b);
    }

    private static string Plain(string? units) => (units ?? "").Trim().ToLowerInvariant();

    private static bool Both(string[] same, string a, string b) => same.Contains(a, StringComparer.Ordinal) && same.Contains(b, StringComparer.Ordinal);

    /// <summary>Of a mass in a volume: kilograms in a cubic metre.</summary>
    private static double? Mass(string units) => units.Replace("^", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal) switch
    {
        "kg m-3" or "kg/m3" => 1,
        "g m-3" or "g/m3" or "mg l-1" or "mg/l" => 1e-3,
        "mg m-3" or "mg/m3" or "ug l-1" or "ug/l" or "milligram m-3" => 1e-6,
        _ => null,
    };
}
