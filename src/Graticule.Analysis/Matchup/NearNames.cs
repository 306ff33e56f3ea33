namespace Graticule.Analysis.Matchup;

/// <summary>Names that somebody may have meant.</summary>
internal static class NearNames
{
    private const int Most = 5;

    /// <summary>Those that differ from the name by the fewest letters (at most a third of them), or hold it or are held by it; the nearest first.</summary>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> known) =>
    [
        .. known.Select(other => (Name: other, Distance: Distance(name, other)))
            .Where(other => other.Distance * 3 <= name.Length || Holds(name, other.Name) || Holds(other.Name, name))
            .OrderBy(other => other.Distance).ThenBy(other => other.Name, StringComparer.Ordinal)
            .Take(Most).Select(other => other.Name),
    ];

    private static bool Holds(string whole, string part) => part.Length > 2 && whole.Contains(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>Levenshtein's distance, capitals aside.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 0; i < left.Length; i++)
        {
            var diagonal = row[0]++;
            for (var k = 0; k < right.Length; k++)
            {
                var change = diagonal + (char.ToUpperInvariant(left[i]) == char.ToUpperInvariant(right[k]) ? 0 : 1);
                (diagonal, row[k + 1]) = (row[k + 1], Math.Min(change, 1 + Math.Min(row[k], row[k + 1])));
            }
        }

        return row[^1];
    }
}
