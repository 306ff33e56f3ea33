using Graticule.Analysis.Matchup.Results;

namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>Pairs as CSV (RFC 4180): a header, then a row for each pair. Instants are ISO 8601 in UTC; what is not known is empty.</summary>
internal static class CsvPairs
{
    /// <summary>Bytes of secondaries that are kept as text, since neighbouring primaries share them.</summary>
    private const int MostKept = 16 << 20;

    internal static void Write(PairSet set, Stream stream, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var fields = new PairFields(set, PairFacts.Of(set, cancellationToken));
        using var output = new BufferedStream(stream, 1 << 16);
        var row = new CsvRow();
        foreach (var column in fields.Columns)
        {
            row.Text(column.Name);
        }

        row.End();
        output.Write(row.Written);
        var secondaries = new Dictionary<MatchedPoint, byte[]>(ReferenceEqualityComparer.Instance);
        var kept = 0;
        var primary = new CsvRow();
        foreach (var (point, matches) in set.Walk(progress, cancellationToken))
        {
            primary.Clear();
            fields.PutPrimary(point, primary);
            foreach (var match in matches)
            {
                if (!secondaries.TryGetValue(match.Secondary, out var secondary))
                {
                    row.Clear();
                    fields.PutSecondary(match.Secondary, row);
                    secondary = row.Written.ToArray();
                    if ((kept += secondary.Length) > MostKept)
                    {
                        secondaries.Clear();
                        kept = secondary.Length;
                    }

                    secondaries.Add(match.Secondary, secondary);
                }

                row.Clear();
                fields.PutPair(match, row);
                row.End();
                output.Write(primary.Written);
                output.Write(secondary);
                output.Write(row.Written);
            }
        }
    }
}
