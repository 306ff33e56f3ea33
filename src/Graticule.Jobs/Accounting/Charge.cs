namespace Graticule.Jobs.Accounting;

/// <summary>What a job costs. Money is exact to a millionth of the unit of its currency.</summary>
public sealed record Charge
{
    /// <summary>The dialect's id of the job; unique.</summary>
    public required string Job { get; init; }

    /// <summary>Subject of who pays.</summary>
    public required string Owner { get; init; }

    /// <summary>What is paid from; null: the owner's own account.</summary>
    public string? Project { get; init; }

    /// <summary>What it runs on, as the prices call it.</summary>
    public required string Machine { get; init; }

    /// <summary>Of all its slots.</summary>
    public required int Cores { get; init; }

    /// <summary>Most that it can cost.</summary>
    public required decimal Reserved { get; init; }

    /// <summary>What it did cost; null until its end.</summary>
    public decimal? Amount { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When the amount was known.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>How long it ran, in seconds; null until its end.</summary>
    public double? Seconds { get; init; }
}
