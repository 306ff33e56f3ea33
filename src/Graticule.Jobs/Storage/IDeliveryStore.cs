namespace Graticule.Jobs.Storage;

/// <summary>News of jobs still to be posted to callers, and the log of what was.</summary>
public interface IDeliveryStore
{
    /// <summary>Takes deliveries that are due and hides them from others until <paramref name="hiddenUntil"/>.</summary>
    Task<IReadOnlyList<Delivery>> ClaimDueAsync(DateTimeOffset now, DateTimeOffset hiddenUntil, int limit, CancellationToken cancellationToken);

    /// <summary>Records the outcome of one try.</summary>
    Task SaveAsync(Delivery delivery, CancellationToken cancellationToken);

    /// <summary>All deliveries of one job, oldest first.</summary>
    Task<IReadOnlyList<Delivery>> ListAsync(JobId job, CancellationToken cancellationToken);
}

public enum DeliveryEvent
{
    Progress,
    Succeeded,
    Failed,
}

/// <summary>One piece of news for one address.</summary>
public sealed record Delivery
{
    /// <summary>Given to the receiver, so that it can tell a repetition.</summary>
    public required Guid Id { get; init; }

    public required JobId Job { get; init; }

    public required DeliveryEvent Event { get; init; }

    public required Uri Address { get; init; }

    public int Tries { get; init; }

    /// <summary>When to try next; null when it is over.</summary>
    public DateTimeOffset? NextAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>What came of the latest try: a status line or an error.</summary>
    public string? Outcome { get; init; }
}
