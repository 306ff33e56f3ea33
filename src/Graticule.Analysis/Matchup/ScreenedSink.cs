using Graticule.Analysis.Matchup.Outputs.Quality;
using Graticule.Analysis.Matchup.Results;
using Graticule.Analysis.Matchup.Sources;

namespace Graticule.Analysis.Matchup;

/// <summary>Writes those matches that fulfil the criteria of a screening.</summary>
internal sealed class ScreenedSink(MatchupWork work, MatchFileWriter writer, Screening screening, bool hasBoxesOfSecondaries) : MatchupSink(work, writer)
{
    private const int MostRemembered = 65_536;

    private readonly StringTable _strings = new();
    private readonly Dictionary<(int Set, int Index), (MatchedPoint Point, IReadOnlyList<BoxValue> Boxes)> _known = [];
    private PointColumns? _scratch;

    protected override void TakePrimary(int primary, ReadOnlySpan<int> sets, ReadOnlySpan<int> indexes, ReadOnlySpan<double> distances)
    {
        var (point, own) = Read(Work.Primaries, primary);
        var matches = new Match[indexes.Length];
        Dictionary<Match, int> places = new(matches.Length, ReferenceEqualityComparer.Instance);
        for (var i = 0; i < matches.Length; i++)
        {
            var (secondary, boxes) = Secondary(sets[i], indexes[i]);
            matches[i] = new(secondary, distances[i], secondary.Time - point.Time, hasBoxesOfSecondaries ? boxes : own);
            places[matches[i]] = i;
        }

        if (screening.Apply(new(point, matches)) is not { } kept)
        {
            return;
        }

        var numbers = new int[kept.Matches.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            var place = places[kept.Matches[i]];
            numbers[i] = NumberOf(sets[place], indexes[place]);
        }

        Writer.AddPrimary(point, numbers, [.. kept.Matches.Select(match => match.Distance)], own);
    }

    private (MatchedPoint Point, IReadOnlyList<BoxValue> Boxes) Secondary(int set, int index)
    {
        if (!_known.TryGetValue((set, index), out var known))
        {
            if (_known.Count >= MostRemembered)
            {
                _known.Clear();
            }

            _known[(set, index)] = known = Read(Work.Secondaries[set], index);
        }

        return known;
    }

    private (MatchedPoint Point, IReadOnlyList<BoxValue> Boxes) Read(ObservationChunk chunk, int index)
    {
        _scratch ??= new(_strings);
        _scratch.Clear();
        chunk.Append(index, _scratch);
        return _scratch.Last(number => _strings[number]);
    }
}
