namespace Graticule.Analysis.Change.Ccdc;

/// <summary>
/// Every number and rule of continuous change detection (Zhu and Woodcock 2014, doi 10.1016/j.rse.2014.01.011) in the form of pyccd. The defaults are
/// those of <c>lcmap-pyccd:2018.10.17</c>.
/// </summary>
public sealed record CcdcParameters
{
    /// <summary>Coefficients of a model with one harmonic, its intercept included; those of one with two, and with three.</summary>
    public const int OneHarmonic = 4;

    /// <inheritdoc cref="OneHarmonic"/>
    public const int TwoHarmonics = 6;

    /// <inheritdoc cref="OneHarmonic"/>
    public const int ThreeHarmonics = 8;

    /// <summary>Most bands that tell change or find outliers.</summary>
    public const int TestedBands = 8;

    /// <summary>Fewest observations of the window in which a segment begins.</summary>
    public int MinimumObservations { get; init; } = 12;

    /// <summary>Observations that are looked at beyond a segment before it changes, or grows by one.</summary>
    public int PeekSize { get; init; } = 6;

    /// <summary>Fewest days from the first to the last observation of the window in which a segment begins.</summary>
    public int MinimumDays { get; init; } = 365;

    /// <summary>Days of the year whose harmonics are fitted.</summary>
    public double DaysOfYear { get; init; } = 365.2425;

    /// <summary>Coefficients of the smallest model, its intercept included: trend and one harmonic.</summary>
    public int FewestCoefficients { get; init; } = 4;

    /// <summary>Two harmonics.</summary>
    public int MiddleCoefficients { get; init; } = 6;

    /// <summary>Three harmonics.</summary>
    public int MostCoefficients { get; init; } = 8;

    /// <summary>Observations that each coefficient needs.</summary>
    public int ObservationsPerCoefficient { get; init; } = 3;

    /// <summary>
    /// How many bands there are. Those that tell change or find outliers lie among the first <see cref="TestedBands"/>; the others are described by the models
    /// that are found.
    /// </summary>
    public int Bands { get; init; } = PixelSeries.Bands;

    /// <summary>The band of temperatures in kelvin x 10, from 0; null where there is none.</summary>
    public int? Thermal { get; init; } = 6;

    /// <summary>The band by which bright observations are dropped where few are clear; null where there is none, and none are dropped.</summary>
    public int? Green { get; init; } = 1;

    /// <summary>
    /// Of the seven bands and the quality of a <see cref="PixelSeries"/>, in this order: the row that holds them. Row 7 is <see cref="PixelSeries.Qa"/>.
    /// </summary>
    public IReadOnlyList<int> Rows { get; init; } = [0, 1, 2, 3, 4, 5, 6, 7];

    /// <summary>Between which a reflectance (x 10,000) is one; both excluded.</summary>
    public (double Least, double Most) Reflectances { get; init; } = (0, 10_000);

    /// <summary>Between which a temperature is one, both excluded: degrees Celsius x 100, where it was converted.</summary>
    public (double Least, double Most) Temperatures { get; init; } = (-9320, 7070);

    /// <summary>Bands, from 0, whose residuals tell change.</summary>
    public IReadOnlyList<int> DetectionBands { get; init; } = [1, 2, 3, 4, 5];

    /// <summary>Bands by which clouds and shadows that the mask has missed are found.</summary>
    public IReadOnlyList<int> OutlierBands { get; init; } = [1, 4];

    public QaCoding Qa { get; init; } = new();

    public CurveCodes Codes { get; init; } = new();

    /// <summary>Of the chi-square distribution by which the threshold of change follows the peek: in pyccd 5, whatever the bands are.</summary>
    public int DegreesOfFreedom { get; init; } = 5;

    /// <summary>Share of clear and water among what is not fill, from which on the standard procedure is used.</summary>
    public double ClearShare { get; init; } = 0.25;

    /// <summary>Share of snow from which on the procedure for permanent snow is used.</summary>
    public double SnowShare { get; init; } = 0.75;

    /// <summary>Sum of squares beyond which one observation is an outlier: the 1 - 1e-6 quantile of chi-square with 5 degrees of freedom.</summary>
    public double OutlierThreshold { get; init; } = 35.888186879610423;

    /// <summary>Sum of squares beyond which all observations ahead must lie for a change: the 0.99 quantile of chi-square with 5 degrees of freedom.</summary>
    public double ChangeThreshold { get; init; } = 15.086272469388987;

    /// <summary>Multiple of the variogram beyond which the screen for outliers flags.</summary>
    public double OutlierMultiple { get; init; } = 4.89;

    /// <summary>Where clear observations are too few: how far above the median of green they are kept.</summary>
    public double GreenLimit { get; init; } = 400;

    public int MostSweeps { get; init; } = 1000;

    /// <summary>Whether the peek grows where observations lie closer than 16 days, and the threshold of change with it.</summary>
    public bool AdaptsPeek { get; init; } = true;

    /// <summary>Whether the model of 8 coefficients has its second harmonic, and that of 6 is predicted with it.</summary>
    public bool HasSecondHarmonic { get; init; } = true;

    /// <summary>Whether the robust fit of the outlier screen has a constant.</summary>
    public bool ScreensWithConstant { get; init; } = true;

    /// <summary>Whether squared residuals are divided by observations less coefficients, and not by observations.</summary>
    public bool CorrectsDegreesOfFreedom { get; init; } = true;

    /// <summary>Whether a segment that has no full peek beyond it is dropped, and a full peek is enough to go on; otherwise at least one peek is looked at, full or not.</summary>
    public bool NeedsFullPeek { get; init; } = true;

    /// <summary>Whether the break day of a pixel with a single fit is its last day, and not 0.</summary>
    public bool SingleFitHasBreakDay { get; init; } = true;

    /// <summary>Whether a result tells the shares of cloud, snow and water, and not the name of the procedure.</summary>
    public bool TellsShares { get; init; } = true;
}
