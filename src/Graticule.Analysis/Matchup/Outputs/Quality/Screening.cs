using Graticule.Analysis.Matchup.Outputs.Statistics;
using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup.Outputs.Quality;

/// <summary>Keeps the pairs of primaries that fulfil a rule, and counts why the others do not. One thread uses it at a time.</summary>
/// <param name="rule">What is asked of pairs.</param>
/// <param name="primary">The side of the primaries.</param>
/// <param name="secondary">The side of the secondaries.</param>
/// <param name="pair">Whose values are judged; null: the first variable of the boxes, and the first one of the secondaries that has a value.</param>
internal sealed class Screening(ScreeningRule rule, MatchSide primary, MatchSide secondary, VariablePair? pair = null)
{
    private static readonly string[] ZenithNames =
        ["solar_zenith_angle", "sensor_zenith_angle", "platform_zenith_angle", "solz", "senz", "sun_zenith_angle", "satellite_zenith_angle"];

    private readonly int[] _primaryZeniths = Zeniths(primary);
    private readonly int[] _secondaryZeniths = Zeniths(secondary);

    internal ScreeningTally Tally { get; } = new();

    /// <summary>The primary with what is left of its pairs, in their order; null: nothing is.</summary>
    internal MatchedPrimary? Apply(MatchedPrimary found)
    {
        var kept = found.Matches.Where(match => Passes(found.Point, match)).ToList();
        if (rule.MostDeviations is { } most && secondary.Kind == DatasetKind.Points)
        {
            kept = WithoutOutliers(kept, most);
        }

        if (rule.IsClosestOnly && kept.Count > 1)
        {
            Tally.NotTheClosest += kept.Count - 1;
            kept = [kept.MinBy(match => Math.Abs(match.TimeDifference))!];
        }

        Tally.Kept += kept.Count;
        return kept.Count == 0 ? null : found with { Matches = kept };
    }

    private bool Passes(MatchedPoint point, Match match)
    {
        if (Math.Abs(match.TimeDifference) > rule.MostSeconds)
        {
            Tally.TooFarInTime++;
            return false;
        }

        if (rule.MostZenith is { } zenith && (IsAbove(point, _primaryZeniths, zenith) || IsAbove(match.Secondary, _secondaryZeniths, zenith)))
        {
            Tally.ZenithTooLarge++;
            return false;
        }

        if (!rule.NeedsBoxes)
        {
            return true;
        }

        var box = BoxOf(match);
        if (box is null || box.ValidFraction < (rule.LeastValid ?? 0) || box.Count == 0)
        {
            Tally.TooFewValid++;
            return false;
        }

        // One valid cell has no variation to be judged by, and a mean of zero no ratio to it; neither is shown to be homogeneous.
        if (rule.MostVariation is { } variation && !(box.CoefficientOfVariation <= variation))
        {
            Tally.TooVariable++;
            return false;
        }

        return true;
    }

    private BoxValue? BoxOf(Match match)
    {
        if (pair is null)
        {
            return match.Boxes.Count == 0 ? null : match.Boxes[0];
        }

        var variable = primary.Kind == DatasetKind.Points ? pair.Secondary : pair.Primary;
        return match.Boxes.FirstOrDefault(box => box.Variable == variable);
    }

    /// <summary>Without those whose value is off the mean of all by more than so many standard deviations; two or fewer have no outlier.</summary>
    private List<Match> WithoutOutliers(List<Match> matches, double most)
    {
        var values = matches.ConvertAll(match => ValueOf(match.Secondary));
        var known = values.FindAll(value => !double.IsNaN(value));
        if (known.Count < 2)
        {
            return matches;
        }

        var mean = known.Average();
        var deviation = Math.Sqrt(known.Sum(value => (value - mean) * (value - mean)) / (known.Count - 1));

        // The allowance is for the rounding of equal values.
        var kept = matches.Where((_, i) => !(Math.Abs(values[i] - mean) > (most * deviation) + (1e-12 * Math.Abs(mean)))).ToList();
        Tally.Outliers += matches.Count - kept.Count;
        return kept;
    }

    private double ValueOf(MatchedPoint point)
    {
        foreach (var (variable, value) in point.Values)
        {
            if (pair is null || variable == pair.Secondary)
            {
                return value;
            }
        }

        return double.NaN;
    }

    private static bool IsAbove(MatchedPoint point, int[] variables, double most) =>
        variables.Length > 0 && point.Values.Any(value => variables.Contains(value.Variable) && value.Value > most);

    private static int[] Zeniths(MatchSide side) =>
    [
        .. Enumerable.Range(0, side.Variables.Count).Where(i =>
            ZenithNames.Contains(side.Variables[i].StandardName ?? side.Variables[i].Name, StringComparer.OrdinalIgnoreCase)),
    ];
}
