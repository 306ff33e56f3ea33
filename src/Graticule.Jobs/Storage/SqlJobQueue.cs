namespace Graticule.Jobs.Storage;

/// <summary>The table <c>jobs</c> as a queue.</summary>
public sealed class SqlJobQueue(SqlDatabase database, TimeProvider clock) : IJobQueue
{
    /// <summary>What an earlier attempt had of handle and progress is not this one's.</summary>
    internal const string Claim =
        $"""
         UPDATE jobs SET
           state = 2, started = @now, updated = @now, attempt = attempt + 1, revision = revision + 1, progress = NULL, handle = NULL,
           lease_holder = @holder, lease_until = @until
         WHERE id IN (SELECT id FROM jobs WHERE state = 1 AND executor = @executor ORDER BY created, id LIMIT @limit)
         RETURNING {JobRow.Columns}
         """;

    internal const string Renew = "UPDATE jobs SET lease_until = @until WHERE state = 2 AND lease_holder = @holder";

    /// <summary>A new revision, so that a late write of the holder before is refused.</summary>
    internal const string TakeOver =
        $"""
         UPDATE jobs SET lease_holder = @holder, lease_until = @until, revision = revision + 1
         WHERE state = 2 AND lease_until < @now
         RETURNING {JobRow.Columns}
         """;

    /// <summary>Grouped as the index has them, which is several times faster than by state alone.</summary>
    internal const string Count = "SELECT state, count(*) FROM jobs WHERE removed IS NULL GROUP BY owner, dialect, state";

    internal const string OldestQueued = "SELECT min(created) FROM jobs WHERE state = 1";

    public Task<IReadOnlyList<Job>> ClaimAsync(string executor, int limit, Lease lease, CancellationToken cancellationToken) => database.WriteAsync(
        session => InOrder(session.Prepare(Claim)
            .Set("now", clock.GetUtcNow())
            .Set("holder", lease.Holder)
            .Set("until", lease.Until)
            .Set("executor", executor)
            .Set("limit", (long)limit)),
        cancellationToken);

    public Task RenewAsync(Lease lease, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Prepare(Renew).Set("until", lease.Until).Set("holder", lease.Holder).Execute(), cancellationToken);

    public Task<IReadOnlyList<Job>> TakeOverAsync(DateTimeOffset now, Lease lease, CancellationToken cancellationToken) => database.WriteAsync(
        session => InOrder(session.Prepare(TakeOver).Set("now", now).Set("holder", lease.Holder).Set("until", lease.Until)), cancellationToken);

    public Task<QueueFigures> MeasureAsync(CancellationToken cancellationToken) => Task.FromResult(database.Read(session =>
    {
        var counts = session.Prepare(Count).ReadAll(row => KeyValuePair.Create((JobState)row.GetInt64(0), row.GetInt64(1)));
        var oldest = session.Prepare(OldestQueued).ReadFirst(row => row.TimeOrNull(0));
        var byState = counts.GroupBy(count => count.Key).ToDictionary(group => group.Key, group => group.Sum(count => count.Value));
        return new QueueFigures(byState, oldest);
    }));

    /// <summary>Oldest first, which the rows of an update are not by themselves.</summary>
    private static IReadOnlyList<Job> InOrder(SqlStatement statement) =>
        [.. statement.ReadAll(JobRow.Read).OrderBy(job => job.CreatedAt).ThenBy(job => job.Id)];
}
