namespace Graticule.Analysis.Change.Ccdc;

/// <summary>The versions whose numbers are reproduced, by the names that LCMAP gives them.</summary>
public static class CcdcAlgorithms
{
    public const string V2018 = "lcmap-pyccd:2018.10.17";
    public const string V140 = "lcmap-pyccd:1.4.0rc1";

    public static IReadOnlyDictionary<string, CcdcParameters> All { get; } = new Dictionary<string, CcdcParameters>(StringComparer.Ordinal)
    {
        [V2018] = new(),
        [V140] = new()
        {
            DaysOfYear = 365.25,
            Qa = new() { KnowsCirrus = false },
            AdaptsPeek = false,
            HasSecondHarmonic = false,
            ScreensWithConstant = false,
            CorrectsDegreesOfFreedom = false,
            NeedsFullPeek = false,
            SingleFitHasBreakDay = false,
            TellsShares = false,
        },
    };
}
