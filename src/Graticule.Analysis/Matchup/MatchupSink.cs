using System.Globalization;
using Graticule.Analysis.Matchup.Matching;
using Graticule.Analysis.Matchup.Results;
using Graticule.Analysis.Matchup.Sources;
using Graticule.Jobs;

namespace Graticule.Analysis.Matchup;

/// <summary>Writes the matches of one piece of work into the file of matches.</summary>
internal class MatchupSink(MatchupWork work, MatchFileWriter writer) : IMatchSink
{
    /// <summary>12 bytes each: a file of 24 GB.</summary>
    private const long MostPairs = 2_000_000_000;

    protected MatchupWork Work => work;

    protected MatchFileWriter Writer => writer;

    public void Take(MatchBatch batch)
    {
        var primaries = batch.Primaries.Span;
        var starts = batch.Starts.Span;
        var sets = batch.Sets.Span;
        var indexes = batch.Secondaries.Span;
        var distances = batch.Distances.Span;
        for (var i = 0; i < primaries.Length; i++)
        {
            var (first, count) = (starts[i], starts[i + 1] - starts[i]);
            TakePrimary(primaries[i], sets.Slice(first, count), indexes.Slice(first, count), distances.Slice(first, count));
        }

        if (writer.Pairs > MostPairs)
        {
            throw new ProblemException(
                ProblemKind.TooLarge,
                string.Create(CultureInfo.InvariantCulture, $"There are more than {MostPairs} pairs; make the area, the time, '{MatchupNames.RadiusTolerance}' or '{MatchupNames.TimeTolerance}' smaller, or set '{MatchupNames.MatchOnce}'."),
                $"/inputs/{MatchupNames.RadiusTolerance}");
        }
    }

    protected virtual void TakePrimary(int primary, ReadOnlySpan<int> sets, ReadOnlySpan<int> indexes, ReadOnlySpan<double> distances)
    {
        work.Primaries.Append(primary, writer.BeginPrimary(indexes.Length));
        var numbers = writer.PairSecondaries(indexes.Length);
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = NumberOf(sets[i], indexes[i]);
        }

        distances.CopyTo(writer.PairDistances(distances.Length));
    }

    /// <summary>The number of a secondary in the file, which it gets with its first pair.</summary>
    protected int NumberOf(int set, int index)
    {
        ref var number = ref work.Secondaries[set].NumberOf(index);
        if (number == 0)
        {
            work.Secondaries[set].Append(index, writer.BeginSecondary());
            number = writer.LastSecondary + 1;
        }

        return number - 1;
    }
}
