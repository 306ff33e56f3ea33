using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>How SQLite goes about the statements that must stay fast, in its own words.</summary>
public sealed class QueryPlanTests : IAsyncLifetime
{
    private static readonly JobState[] Ended = [JobState.Succeeded, JobState.Failed, JobState.Cancelled];

    private readonly SqliteJobDatabase _sqlite = SqliteJobDatabase.Create();

    public static TheoryData<string, JobFilter> UsualFilters { get; } = new()
    {
        { "jobs_by_creation", new() },
        { "jobs_by_state", new() { States = [JobState.Failed] } },
        { "jobs_by_state", new() { States = Ended } },
        { "jobs_by_process", new() { ProcessIds = ["echo"] } },
        { "jobs_by_process", new() { ProcessIds = ["echo", "band-math"] } },
        { "jobs_by_process", new() { ProcessIds = ["echo", "band-math"], States = Ended } },
        { "jobs_by_creation", new() { CreatedFrom = SampleJobs.Start } },
        { "jobs_by_creation", new() { CreatedFrom = SampleJobs.Start, CreatedTo = SampleJobs.Start } },
        { "jobs_by_process", new() { CreatedTo = SampleJobs.Start, States = Ended, ProcessIds = ["echo"] } },
        { "jobs_by_state", new() { MinDuration = TimeSpan.FromHours(1) } },
    };

    [Theory]
    [MemberData(nameof(UsualFilters))]
    public async Task A_page_walks_an_index_in_its_own_order(string index, JobFilter filter)
    {
        var named = filter with { Owner = "ann", Dialect = "ogc" };
        var key = new JobKey(0, "", Inclusive: false);
        JobQuery[] queries = [new(named), new(named) { Before = key }, new(named) { After = key, OldestFirst = true }];

        foreach (var query in queries)
        {
            var plan = await ExplainAsync(query.Write(JobRow.Columns));
            var searches = plan.Where(step => step.StartsWith("SEARCH", StringComparison.Ordinal) || step.StartsWith("SCAN", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(searches);
            Assert.All(searches, step => Assert.StartsWith($"SEARCH jobs USING INDEX {index} (owner=? AND dialect=?", step, StringComparison.Ordinal));
            Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
            if (query.Before is not null || query.After is not null || named.CreatedFrom is not null || named.CreatedTo is not null)
            {
                Assert.All(searches, step => Assert.Contains("(created,id)", step, StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData(SqlJobQueue.Claim, "jobs_queued (executor=?)")]
    [InlineData(SqlJobQueue.TakeOver, "jobs_leased (lease_until<?)")]
    [InlineData(SqlJobQueue.Renew, "jobs_leased")]
    [InlineData(SqlJobQueue.OldestQueued, "jobs_queued")]
    [InlineData(SqlJobQueue.Count, "jobs_by_state")]
    [InlineData(SqlDeliveryStore.ClaimDue, "deliveries_due (next<?)")]
    [InlineData(SqlDeliveryStore.List, "deliveries_by_job (job=?)")]
    [InlineData(SqlRetentionStore.Measure, "jobs_ended")]
    [InlineData(SqlRetentionStore.Ended, "jobs_ended (finished>? AND finished<?)")]
    [InlineData(SqlRetentionStore.Removed, "jobs_removed (emptied=? AND removed>?)")]
    [InlineData(SqlRetentionStore.Forget, "jobs_removed (emptied=? AND removed>? AND removed<?)")]
    public async Task A_statement_of_the_loops_uses_its_index(string sql, string index)
    {
        var plan = await ExplainAsync(sql);

        Assert.Contains(plan, step => step.Contains($"INDEX {index}", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN jobs", StringComparison.Ordinal) && !step.Contains("INDEX", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _sqlite.DisposeAsync();

    /// <summary>Parameters that are not set count as null, which changes no plan.</summary>
    private Task<List<string>> ExplainAsync(string sql) => _sqlite.Database.WriteAsync(
        session =>
        {
            var statement = session.Prepare("EXPLAIN QUERY PLAN " + sql);
            foreach (var name in sql.Split('@').Skip(1).Select(rest => string.Concat(rest.TakeWhile(letter => char.IsLetterOrDigit(letter) || letter == '_'))))
            {
                statement.Set(name, 1L);
            }

            return statement.ReadAll(row => row.GetString(3));
        },
        default);
}
