using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup.Results;

/// <summary>One side of a match-up.</summary>
/// <param name="Dataset">Id of the data set; for secondaries that come from several: their ids with commas between.</param>
/// <param name="Kind">Of its observations.</param>
/// <param name="Variables">That its observations can have.</param>
public sealed record MatchSide(string Dataset, DatasetKind Kind, IReadOnlyList<ObservedVariable> Variables);

/// <summary>What a match-up found, in numbers.</summary>
/// <param name="Primaries">With at least one match.</param>
/// <param name="Pairs">All matches.</param>
/// <param name="UniqueSecondaries">Different secondaries among them.</param>
/// <param name="Seconds">That the match took, its results written.</param>
public sealed record MatchSummary(long Primaries, long Pairs, long UniqueSecondaries, double Seconds);
