using System.Text;
using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>What a first walk over pairs finds: which columns have values, and how far the observations reach.</summary>
internal sealed class PairFacts
{
    private readonly bool[] _primaryVariables;
    private readonly bool[] _secondaryVariables;
    private readonly bool[] _boxVariables;
    private readonly bool _boxesOfPrimaries;
    private readonly KnownSecondaries _known = new();

    private PairFacts(PairSet set)
    {
        (_primaryVariables, _secondaryVariables) = (new bool[set.Primary.Variables.Count], new bool[set.Secondary.Variables.Count]);
        _boxesOfPrimaries = BoxesLieOnPrimaries(set);
        _boxVariables = new bool[(_boxesOfPrimaries ? _primaryVariables : _secondaryVariables).Length];
    }

    internal long Primaries { get; private set; }

    internal long Pairs { get; private set; }

    /// <summary>Secondaries, as <see cref="KnownSecondaries"/> numbers them.</summary>
    internal long Secondaries => _known.Count;

    /// <summary>Bytes of the longest id of a primary in UTF-8; at least 1.</summary>
    internal int LongestPrimaryId { get; private set; } = 1;

    internal int LongestSecondaryId { get; private set; } = 1;

    /// <summary>Indexes of the variables that any primary has a value of, rising.</summary>
    internal int[] PrimaryVariables => Indexes(_primaryVariables);

    internal int[] SecondaryVariables => Indexes(_secondaryVariables);

    /// <summary>Indexes of the variables that boxes were made of, in the variables of their side.</summary>
    internal int[] BoxVariables => Indexes(_boxVariables);

    /// <summary>Whether boxes lie around primaries, rather than secondaries.</summary>
    internal bool BoxesOfPrimaries => _boxesOfPrimaries;

    /// <summary>Of all observations, in degrees; not numbers where there are none.</summary>
    internal (double West, double South, double East, double North) Bounds { get; private set; } = (double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>Earliest and latest time of all observations, in seconds since 1970; null: there are none.</summary>
    internal (long Start, long End)? Times { get; private set; }

    /// <summary>Least and largest depth in metres; null: no observation has one.</summary>
    internal (double Least, double Most)? Depths { get; private set; }

    internal static PairFacts Of(PairSet set, CancellationToken cancellationToken)
    {
        var facts = new PairFacts(set);
        foreach (var (point, matches) in set.Walk(null, cancellationToken))
        {
            facts.Primaries++;
            facts.Note(point, facts._primaryVariables);
            facts.LongestPrimaryId = Math.Max(facts.LongestPrimaryId, Encoding.UTF8.GetByteCount(point.Id));
            foreach (var match in matches)
            {
                facts.Pairs++;
                _ = facts._known.NumberOf(match.Secondary, out var isNew);
                if (isNew)
                {
                    facts.Note(match.Secondary, facts._secondaryVariables);
                    facts.LongestSecondaryId = Math.Max(facts.LongestSecondaryId, Encoding.UTF8.GetByteCount(match.Secondary.Id));
                }

                facts.Note(match.Boxes);
            }
        }

        return facts;
    }

    /// <summary>Boxes lie on the side of cells; where both sides have cells, on that of the primaries.</summary>
    internal static bool BoxesLieOnPrimaries(PairSet set) => set.Primary.Kind != DatasetKind.Points;

    private void Note(MatchedPoint point, bool[] seen)
    {
        foreach (var (variable, _) in point.Values)
        {
            seen[variable] = true;
        }

        var (x, y) = (point.Longitude, point.Latitude);
        Bounds = Times is null ? (x, y, x, y) : (Math.Min(Bounds.West, x), Math.Min(Bounds.South, y), Math.Max(Bounds.East, x), Math.Max(Bounds.North, y));
        Times = Times is { } times ? (Math.Min(times.Start, point.Time), Math.Max(times.End, point.Time)) : (point.Time, point.Time);
        if (point.Depth is { } depth)
        {
            Depths = Depths is { } depths ? (Math.Min(depths.Least, depth), Math.Max(depths.Most, depth)) : (depth, depth);
        }
    }

    private void Note(IReadOnlyList<BoxValue> boxes)
    {
        for (var i = 0; i < boxes.Count; i++)
        {
            _boxVariables[boxes[i].Variable] = true;
        }
    }

    private static int[] Indexes(bool[] seen) => [.. Enumerable.Range(0, seen.Length).Where(i => seen[i])];
}
