namespace Graticule.Jobs.Accounting;

/// <summary>What jobs cost. Every write has reached the database when its task ends.</summary>
public interface IChargeStore
{
    /// <summary>
    /// Adds a charge if the budget bears it, in one step: if what the project's jobs did cost, what those under way may cost and this one's
    /// reserve together are within the budget. A job that has a charge keeps it.
    /// </summary>
    /// <param name="charge">Open.</param>
    /// <param name="budget">Of its project; null: no bound.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether the job has a charge now.</returns>
    Task<bool> TryOpenAsync(Charge charge, decimal? budget, CancellationToken cancellationToken);

    /// <summary>Says what a job did cost; the first to say so is right. False: it has no open charge.</summary>
    Task<bool> TryCloseAsync(string job, decimal amount, double seconds, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Null where the job has none.</summary>
    Charge? Find(string job);

    /// <summary>What a project's jobs did cost, and what those under way may cost at most.</summary>
    (decimal Spent, decimal Reserved) Sum(string project);

    /// <summary>An owner's charges that were opened within a time, oldest first.</summary>
    IReadOnlyList<Charge> List(string owner, DateTimeOffset from, DateTimeOffset before);
}
