using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Gdal;

namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>
/// Pairs as netCDF-4 after CF: two collections of point features, of the primaries and of the secondaries, each along its own dimension, and along the
/// dimension of pairs the numbers of both in them, the distance and the difference in time.
/// </summary>
internal static class NetCdfPairs
{
    private const string Primary = "primary";
    private const string Secondary = "secondary";
    private const string Pair = "pair";

    internal static void Write(PairSet set, string path, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var facts = PairFacts.Of(set, cancellationToken);
        var fields = new PairFields(set, facts);
        using var file = new ArrayFile(path);
        NetCdfFacts.Write(file, set, facts);
        file.AddDimension(Primary, facts.Primaries, isUnlimited: facts.Primaries == 0);
        file.AddDimension(Secondary, facts.Secondaries, isUnlimited: facts.Secondaries == 0);
        file.AddDimension(Pair, facts.Pairs, isUnlimited: facts.Pairs == 0);
        HashSet<string> taken = new([Primary, Secondary, Pair], StringComparer.Ordinal);
        var boxes = NetCdfSide.BoxColumns(
            facts.BoxesOfPrimaries ? PairFields.PrimaryPrefix : PairFields.SecondaryPrefix, facts.BoxesOfPrimaries ? set.Primary : set.Secondary,
            fields.BoxColumns, facts.BoxVariables, taken).ToList();
        var primaries = new NetCdfTable(file, Primary, facts.Primaries,
        [
            .. NetCdfSide.Columns(PairFields.PrimaryPrefix, set.Primary, fields.PrimaryColumns, facts.PrimaryVariables, facts.LongestPrimaryId, taken),
            .. facts.BoxesOfPrimaries ? boxes : [],
        ]);
        var secondaries = new NetCdfTable(file, Secondary, facts.Secondaries,
        [
            .. NetCdfSide.Columns(PairFields.SecondaryPrefix, set.Secondary, fields.SecondaryColumns, facts.SecondaryVariables, facts.LongestSecondaryId, taken),
            .. facts.BoxesOfPrimaries ? [] : boxes,
        ]);
        var pairs = new NetCdfTable(file, Pair, facts.Pairs, PairColumns());
        primaries.Declare();
        secondaries.Declare();
        pairs.Declare();
        Fill(set.Walk(progress, cancellationToken), fields, facts.BoxesOfPrimaries, primaries, secondaries, pairs);
        primaries.End();
        secondaries.End();
        pairs.End();
        file.Finish();
    }

    private static void Fill(
        IEnumerable<MatchedPrimary> found, PairFields fields, bool boxesOfPrimaries, NetCdfTable primaries, NetCdfTable secondaries, NetCdfTable pairs)
    {
        var known = new KnownSecondaries();
        foreach (var (point, matches) in found)
        {
            var primary = primaries.Rows;
            fields.PutPrimary(point, primaries);
            if (boxesOfPrimaries)
            {
                fields.PutBoxes(matches.Count == 0 ? [] : matches[0].Boxes, primaries);
            }

            primaries.EndRow();
            foreach (var match in matches)
            {
                var secondary = known.NumberOf(match.Secondary, out var isNew);
                if (isNew)
                {
                    fields.PutSecondary(match.Secondary, secondaries);
                    if (!boxesOfPrimaries)
                    {
                        fields.PutBoxes(match.Boxes, secondaries);
                    }

                    secondaries.EndRow();
                }

                pairs.Whole(primary);
                pairs.Whole(secondary);
                pairs.Number(match.Distance);
                pairs.Whole(match.TimeDifference);
                pairs.EndRow();
            }
        }
    }

    private static NetCdfColumn[] PairColumns() =>
    [
        new("primary_index", NetCdfKind.Int64) { Attributes = { ("long_name", "index of the observation along the dimension primary, from 0") } },
        new("secondary_index", NetCdfKind.Int64) { Attributes = { ("long_name", "index of the observation along the dimension secondary, from 0") } },
        new(PairFields.Distance, NetCdfKind.Float64)
        {
            HasFill = false, Attributes = { ("long_name", "distance of the primary and the secondary"), ("units", "m") },
        },
        new(PairFields.TimeDifference, NetCdfKind.Int64)
        {
            Attributes = { ("long_name", "time from the primary to the secondary, negative where that is earlier"), ("units", "s") },
        },
    ];
}
