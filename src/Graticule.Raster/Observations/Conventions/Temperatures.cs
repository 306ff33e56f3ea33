using System.Text.RegularExpressions;
using Graticule.Raster.Gdal;

namespace Graticule.Raster.Observations.Conventions;

/// <summary>Which variables are temperatures in kelvin, that are read in degrees Celsius; differences of temperatures are the same number in both.</summary>
internal static partial class Temperatures
{
    /// <summary>The unit of what was converted.</summary>
    internal const string Celsius = "celsius";

    /// <summary>The freezing point of water.</summary>
    internal const float Zero = 273.15f;

    /// <summary>Degrees Celsius of a temperature in kelvin, in single precision throughout.</summary>
    internal static float ToCelsius(float kelvin) => kelvin - Zero;

    /// <summary>Whether an array holds temperatures on a scale that begins at absolute zero.</summary>
    internal static bool IsKelvin(ArrayInfo array)
    {
        if (!IsKelvin(array.TextOf("units")))
        {
            return false;
        }

        // The conventions' own word, since version 1.11.
        if (array.TextOf("units_metadata") is { } said && said.Contains("temperature", StringComparison.OrdinalIgnoreCase))
        {
            return !said.Contains("difference", StringComparison.OrdinalIgnoreCase);
        }

        return !IsDifference(array.PlainName) && !IsDifference(array.TextOf("standard_name")) && !IsDifference(array.TextOf("long_name"))
            && !IsStatisticOfDifferences(array.TextOf("cell_methods"));
    }

    internal static bool IsKelvin(string? units) => units is not null && Kelvin().IsMatch(units);

    /// <summary>
    /// Whether words name what is no temperature but a difference of temperatures: an error, an anomaly, a deviation. What was made with a
    /// correction ("bias corrected") is still a temperature.
    /// </summary>
    private static bool IsDifference(string? words) => words is not null && Difference().IsMatch(words);

    private static bool IsStatisticOfDifferences(string? methods) =>
        methods is not null && (methods.Contains("standard_deviation", StringComparison.Ordinal) || methods.Contains("range", StringComparison.Ordinal));

    [GeneratedRegex(@"^\s*(?:k|(?:deg(?:ree)?s?[\s_]*)?kelvins?|deg(?:ree)?s?[\s_]*k|°\s*k)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Kelvin();

    [GeneratedRegex(
        """
        (?:^|[\W_\d])
        (?:errors?|err|uncertaint(?:y|ies)|unc|anomal(?:y|ies)|anom|differences?|diff|delta|deviations?|std|stdev|stddev|sdev|rmse?|rmsd|variability
          |spread|noise|nedt|gradients?|trends?|tendenc(?:y|ies)|adjustments?|corrections?|increments?|departures?|residuals?|precision
          |bias(?:es)?(?![\W_]*(?:-?\s*)(?:corrected|adjusted|removed)))
        (?:$|[\W_\d])
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Difference();
}
