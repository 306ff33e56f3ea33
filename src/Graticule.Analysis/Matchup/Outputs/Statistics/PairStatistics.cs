using Graticule.Analysis.Matchup.Results;

namespace Graticule.Analysis.Matchup.Outputs.Statistics;

/// <summary>How a variable of one side agrees with one of the other, over all pairs.</summary>
internal sealed class PairStatistics
{
    private readonly Moments _moments = new();
    private readonly Moments _logarithms = new();
    private readonly PairSample _positive = new();

    private PairStatistics(VariablePair pair, MatchSide primary, MatchSide secondary)
    {
        Pair = pair;
        IsPrimaryReference = VariablePairs.IsPrimaryReference(primary, secondary);
        var (first, second) = (primary.Variables[pair.Primary], secondary.Variables[pair.Secondary]);
        Units = string.IsNullOrEmpty(first.Units) ? second.Units : first.Units;
        (Reference, Compared) = IsPrimaryReference ? ((primary.Dataset, first.Name), (secondary.Dataset, second.Name)) : ((secondary.Dataset, second.Name), (primary.Dataset, first.Name));
    }

    internal VariablePair Pair { get; }

    /// <summary>Whether x is of the primaries.</summary>
    internal bool IsPrimaryReference { get; }

    /// <summary>Where x is from.</summary>
    internal (string Dataset, string Variable) Reference { get; }

    /// <summary>Where y is from.</summary>
    internal (string Dataset, string Variable) Compared { get; }

    /// <summary>Of x and y; null: not known.</summary>
    internal string? Units { get; }

    /// <summary>The pairs, or as many as are held of very many.</summary>
    internal PairSample Sample { get; } = new();

    internal Comparison Comparison => field ??= Comparison.Of(_moments, Sample.Values);

    /// <summary>Of the decimal logarithms of pairs whose values are both above zero; null: the variable is not compared so.</summary>
    internal Comparison? OfLogarithms => Pair.InLogarithms ? field ??= Comparison.Of(_logarithms, _positive.Values) : null;

    /// <summary>Of each pair of variables that has values, in their order.</summary>
    /// <param name="primary">Side of the primaries.</param>
    /// <param name="secondary">Side of the secondaries.</param>
    /// <param name="primaries">With their matches.</param>
    /// <param name="pairs">Of variables; null: those that it makes sense to compare.</param>
    internal static IReadOnlyList<PairStatistics> Of(
        MatchSide primary, MatchSide secondary, IEnumerable<MatchedPrimary> primaries, IReadOnlyList<VariablePair>? pairs = null)
    {
        List<PairStatistics> all = [.. (pairs ?? VariablePairs.Find(primary, secondary)).Select(pair => new PairStatistics(pair, primary, secondary))];
        if (all.Count == 0)
        {
            return [];
        }

        foreach (var (point, matches) in primaries)
        {
            foreach (var match in matches)
            {
                all.ForEach(statistics => statistics.Add(point, match.Secondary));
            }
        }

        return all.FindAll(statistics => statistics.Sample.Count > 0);
    }

    private void Add(MatchedPoint primary, MatchedPoint secondary)
    {
        var (a, b) = (ValueOf(primary, Pair.Primary), ValueOf(secondary, Pair.Secondary) * Pair.Factor);
        if (!double.IsFinite(a) || !double.IsFinite(b))
        {
            return;
        }

        var (x, y) = IsPrimaryReference ? (a, b) : (b, a);
        _moments.Add(x, y);
        Sample.Add(new(x, y, primary.Longitude, primary.Latitude));
        if (Pair.InLogarithms && x > 0 && y > 0)
        {
            var (logX, logY) = (Math.Log10(x), Math.Log10(y));
            _logarithms.Add(logX, logY);
            _positive.Add(new(logX, logY, primary.Longitude, primary.Latitude));
        }
    }

    private static double ValueOf(MatchedPoint point, int variable)
    {
        var values = point.Values;
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i].Variable == variable)
            {
                return values[i].Value;
            }
        }

        return double.NaN;
    }
}
