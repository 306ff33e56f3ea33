namespace Graticule.Analysis.Matchup.Outputs.Quality;

/// <summary>Why pairs were dropped: each is counted under the first criterion that it fails, in this order.</summary>
internal sealed class ScreeningTally
{
    internal long Kept { get; set; }

    internal long TooFarInTime { get; set; }

    internal long ZenithTooLarge { get; set; }

    /// <summary>Also pairs without a box.</summary>
    internal long TooFewValid { get; set; }

    internal long TooVariable { get; set; }

    internal long Outliers { get; set; }

    internal long NotTheClosest { get; set; }
}
