using System.Globalization;

namespace Graticule.Raster.CubeFormats;

/// <summary>Statistics of a band under the names that GDAL's programs know them by.</summary>
internal static class BandFacts
{
    internal static IEnumerable<(string Name, string Value)> Of(CellSummary summary)
    {
        if (summary.Valid > 0)
        {
            yield return ("STATISTICS_MINIMUM", Text(summary.Minimum));
            yield return ("STATISTICS_MAXIMUM", Text(summary.Maximum));
            yield return ("STATISTICS_MEAN", Text(summary.Mean));
        }

        if (summary.StandardDeviation is { } deviation)
        {
            yield return ("STATISTICS_STDDEV", Text(deviation));
        }

        yield return ("STATISTICS_VALID_PERCENT", (100.0 * (summary.Cells - summary.Missing) / summary.Cells).ToString("0.####", CultureInfo.InvariantCulture));
    }

    /// <summary>14 digits: the last ones depend on the order in which threads come.</summary>
    private static string Text(double number) => number.ToString("G14", CultureInfo.InvariantCulture);
}
