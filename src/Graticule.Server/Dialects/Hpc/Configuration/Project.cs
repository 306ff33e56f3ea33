namespace Graticule.Server.Dialects.Hpc.Configuration;

/// <summary>What jobs are paid from.</summary>
internal sealed record Project
{
    /// <summary>Letters, digits, - and _.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Most that its jobs may cost together, in the currency of the configuration; null: no bound.</summary>
    public decimal? Budget { get; init; }

    /// <summary>Subjects that may use it; empty: everybody.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    public bool IsOpenTo(string owner) => Members.Count == 0 || Members.Contains(owner, StringComparer.Ordinal);
}
