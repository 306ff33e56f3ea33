namespace Graticule.Analysis.Matchup.Matching;

/// <summary>Takes what a match finds.</summary>
public interface IMatchSink
{
    /// <summary>
    /// Takes the matches of some primaries, all of each. Batches come in rising order of primaries, one after the other; the arrays are the sink's
    /// only until it returns.
    /// </summary>
    void Take(MatchBatch batch);
}

/// <summary>
/// Matches of some primaries, in rising order of primaries; those of one primary by distance, then time, then set, then index.
/// The pairs of primary i are those from <c>Starts[i]</c> to below <c>Starts[i + 1]</c>.
/// </summary>
/// <param name="Primaries">Indexes of primaries that have matches.</param>
/// <param name="Starts">One more than there are primaries.</param>
/// <param name="Sets">Of each pair: which of the sets of secondaries.</param>
/// <param name="Secondaries">Of each pair: index in that set.</param>
/// <param name="Distances">Of each pair: metres, within 1 mm of the geodesic.</param>
/// <param name="TimeDifferences">Of each pair: seconds from the primary to the secondary, negative where that is earlier.</param>
public sealed record MatchBatch(
    ReadOnlyMemory<int> Primaries,
    ReadOnlyMemory<int> Starts,
    ReadOnlyMemory<int> Sets,
    ReadOnlyMemory<int> Secondaries,
    ReadOnlyMemory<double> Distances,
    ReadOnlyMemory<long> TimeDifferences);
