namespace Graticule.Jobs.Storage;

/// <summary>The table <c>jobs</c> as the sweep sees it.</summary>
public sealed class SqlRetentionStore(SqlDatabase database) : IRetentionStore
{
    internal const string Measure = "SELECT count(*), coalesce(sum(bytes), 0) FROM jobs WHERE finished IS NOT NULL AND removed IS NULL";

    internal const string Ended =
        "SELECT id, finished, bytes FROM jobs WHERE finished IS NOT NULL AND removed IS NULL AND finished < @before ORDER BY finished LIMIT @limit";

    internal const string Removed = "SELECT id FROM jobs WHERE removed IS NOT NULL AND emptied = 0 ORDER BY removed LIMIT @limit";

    private const string Emptied = "UPDATE jobs SET emptied = 1 WHERE id = @id AND removed IS NOT NULL";

    internal const string Forget = "DELETE FROM jobs WHERE removed IS NOT NULL AND emptied = 1 AND removed < @before";

    private const string Unused = "NOT EXISTS (SELECT 1 FROM processes WHERE processes.digest = packages.digest)";

    private const string Orphan = $"UPDATE packages SET orphaned = @now WHERE orphaned IS NULL AND {Unused}";

    private const string Adopt = $"UPDATE packages SET orphaned = NULL WHERE orphaned IS NOT NULL AND NOT {Unused}";

    /// <summary>Looks for the digest anywhere in a job's spec: nested calls have packages too. Read by another connection than the one that writes.</summary>
    private const string Unnamed =
        $"SELECT digest FROM packages WHERE orphaned <= @before AND {Unused} AND NOT EXISTS (SELECT 1 FROM jobs WHERE removed IS NULL AND spec LIKE '%' || packages.digest || '%')";

    public Task<EndedFigures> MeasureEndedAsync(CancellationToken cancellationToken) => Task.FromResult(
        database.Read(session => session.Prepare(Measure).ReadFirst(row => new EndedFigures(row.GetInt64(0), row.GetInt64(1)))!));

    public Task<IReadOnlyList<EndedJob>> ListEndedAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<EndedJob>>(database.Read(session => session.Prepare(Ended)
            .Set("before", before)
            .Set("limit", (long)limit)
            .ReadAll(row => new EndedJob(new(Guid.ParseExact(row.GetString(0), "N")), row.Time(1), row.GetInt64(2)))));

    public Task<IReadOnlyList<JobId>> ListRemovedAsync(int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<JobId>>(database.Read(session => session.Prepare(Removed)
            .Set("limit", (long)limit)
            .ReadAll(row => new JobId(Guid.ParseExact(row.GetString(0), "N")))));

    public Task<int> SettleAsync(IReadOnlyList<JobId> emptied, DateTimeOffset removedBefore, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            foreach (var id in emptied)
            {
                session.Prepare(Emptied).Set("id", id.ToString()).Execute();
            }

            return session.Prepare(Forget).Set("before", removedBefore).Execute();
        },
        cancellationToken);

    public async Task<int> ForgetPackagesAsync(DateTimeOffset now, DateTimeOffset orphanedBefore, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            session => session.Prepare(Adopt).Execute() + session.Prepare(Orphan).Set("now", now).Execute(), cancellationToken);
        var unnamed = database.Read(session => session.Prepare(Unnamed).Set("before", orphanedBefore).ReadAll(row => row.GetString(0)));
        return unnamed.Count == 0
            ? 0
            : await database.WriteAsync(
                session => unnamed.Sum(digest => session.Prepare($"DELETE FROM packages WHERE digest = @digest AND {Unused}").Set("digest", digest).Execute()),
                cancellationToken);
    }
}
