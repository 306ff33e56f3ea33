namespace Graticule.Analysis.Graphs.Specs;

/// <summary>What somebody may have meant who wrote a name that is not there.</summary>
internal static class NearestName
{
    /// <summary>Among more names none is looked for: graphs that come from outside must not cost much time.</summary>
    private const int MostNames = 1000;

    /// <summary>The end of a sentence: a suggestion, or a short list, or just a full stop.</summary>
    internal static string Hint(string name, IReadOnlyCollection<string> names) => (Find(name, names), names.Count) switch
    {
        ({ } nearest, _) => $"; did you mean '{nearest}'?",
        (_, > 0 and <= 12) => $"; there are: {string.Join(", ", names)}.",
        _ => ".",
    };

    /// <summary>The name that differs in fewest letters; null if all differ in more than a third of them.</summary>
    internal static string? Find(string name, IReadOnlyCollection<string> names)
    {
        if (names.Count > MostNames)
        {
            return null;
        }

        var most = Math.Min(name.Length, 64) / 3;
        return names
            .Select(candidate => (Name: candidate, Changes: Changes(name, candidate)))
            .Where(candidate => candidate.Changes <= most)
            .OrderBy(candidate => candidate.Changes)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault().Name;
    }

    /// <summary>How many letters must be added, taken away or replaced (Levenshtein), small and capital ones being the same.</summary>
    private static int Changes(string from, string to)
    {
        if (Math.Abs(from.Length - to.Length) > 16 || from.Length > 64)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 0; i < from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < to.Length; j++)
            {
                var replaced = diagonal + (char.ToLowerInvariant(from[i]) == char.ToLowerInvariant(to[j]) ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(row[j], diagonal) + 1);
            }
        }

        return row[^1];
    }
}
