namespace Graticule.Analysis.Change.Ccdc;

/// <summary>How a pixel was treated.</summary>
public enum CcdcProcedure
{
    Standard,
    PermanentSnow,
    InsufficientClear,
}

/// <summary>What is found in the series of one pixel.</summary>
/// <param name="ProcessingMask">For each date, in rising order: whether the observation was used.</param>
/// <param name="Models">In order of time.</param>
/// <param name="Procedure">How it was treated.</param>
/// <param name="CloudProbability">Share of cloud among what is not fill; not a number where all is fill.</param>
/// <param name="SnowProbability">Share of snow among clear, water and snow.</param>
/// <param name="WaterProbability">Share of water among clear and water.</param>
public sealed record CcdcResult(
    IReadOnlyList<bool> ProcessingMask, IReadOnlyList<ChangeModel> Models, CcdcProcedure Procedure, double CloudProbability, double SnowProbability, double WaterProbability);
