namespace Graticule.Analysis.Matchup.Outputs.Quality;

/// <summary>What a pair must fulfil to be kept. A criterion that is null is not applied.</summary>
internal sealed record ScreeningRule
{
    /// <summary>
    /// The criteria of Bailey and Werdell (2006, doi 10.1016/j.rse.2006.01.015) with the limits that NASA's validation of ocean colour uses:
    /// 5 x 5 pixels, of which 55 % have a value that vary by at most 15 %; three hours; of several observations in place those within
    /// 1.5 standard deviations of their mean, and of these the closest in time; zenith angles up to 60 degrees where the data tell them.
    /// </summary>
    internal static ScreeningRule BaileyWerdell { get; } = new()
    {
        BoxSize = 5,
        LeastValid = 0.55,
        MostVariation = 0.15,
        MostSeconds = 180 * 60,
        MostDeviations = 1.5,
        MostZenith = 60,
        IsClosestOnly = true,
    };

    /// <summary>n of the n x n cells whose statistics are judged, odd.</summary>
    internal int? BoxSize { get; init; }

    /// <summary>Least share of the box's cells that have a value, 0 to 1.</summary>
    internal double? LeastValid { get; init; }

    /// <summary>Largest coefficient of variation of the box.</summary>
    internal double? MostVariation { get; init; }

    /// <summary>Largest difference in time, in seconds.</summary>
    internal long? MostSeconds { get; init; }

    /// <summary>Of several observations in place at one primary, how many standard deviations one may be off their mean.</summary>
    internal double? MostDeviations { get; init; }

    /// <summary>Largest zenith angle of sun and sensor in degrees, where a side has such variables.</summary>
    internal double? MostZenith { get; init; }

    /// <summary>Whether, of the pairs of a primary that pass everything else, only the closest in time is kept (of equals, the nearest).</summary>
    internal bool IsClosestOnly { get; init; }

    /// <summary>Whether it needs statistics of boxes.</summary>
    internal bool NeedsBoxes => LeastValid is not null || MostVariation is not null;
}
