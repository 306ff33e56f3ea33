namespace Graticule.Analysis.Matchup.Results;

/// <summary>Which variables any observation of a match-up has a value of.</summary>
/// <param name="Primary">For each variable of the primary side.</param>
/// <param name="Secondary">For each variable of the secondary side.</param>
/// <param name="Boxes">For each variable of the side that boxes lie on: whether any is of it.</param>
internal sealed record SeenVariables(bool[] Primary, bool[] Secondary, bool[] Boxes)
{
    /// <summary>Indexes of those that were seen, rising.</summary>
    internal static int[] Indexes(bool[] seen) => [.. Enumerable.Range(0, seen.Length).Where(i => seen[i])];
}
