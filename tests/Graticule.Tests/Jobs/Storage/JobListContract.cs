using FsCheck;
using FsCheck.Fluent;
using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>What every job store promises of lists.</summary>
public abstract class JobListContract : IAsyncLifetime
{
    private readonly IJobDatabase _database;

    protected JobListContract(IJobDatabase database) => _database = database;

    [Fact]
    public async Task Every_filter_finds_what_comparing_one_by_one_finds()
    {
        var jobs = await AddAsync(RandomJobs.Jobs.Sample(150, 200));

        Check(RandomJobs.Filters, async filter =>
        {
            var expected = RandomJobs.Fit(jobs, filter);
            var page = await ListAsync(filter);
            Same(expected.Take(filter.Limit), page.Jobs);
            Assert.Equal(expected.Count > filter.Limit, page.HasOlder);
            Assert.False(page.HasNewer);
        });
    }

    [Fact]
    public async Task Pages_forth_and_back_show_every_job_once_and_know_where_the_list_ends()
    {
        var jobs = await AddAsync(RandomJobs.Jobs.Sample(150, 120));

        Check(RandomJobs.Filters, async filter =>
        {
            var expected = RandomJobs.Fit(jobs, filter);
            for (var at = filter.Limit; at < expected.Count; at += filter.Limit)
            {
                var next = await ListAsync(filter with { OlderThan = expected[at - 1].Id });
                Same(expected.Skip(at).Take(filter.Limit), next.Jobs);
                Assert.Equal(at + filter.Limit < expected.Count, next.HasOlder);
                Assert.True(next.HasNewer);

                var back = await ListAsync(filter with { NewerThan = next.Jobs[0].Id });
                Same(expected.Skip(at - filter.Limit).Take(filter.Limit), back.Jobs);
                Assert.Equal(at > filter.Limit, back.HasNewer);
                Assert.True(back.HasOlder);
            }
        });
    }

    [Fact]
    public async Task Any_job_may_be_a_cursor_whether_it_fits_the_filter_or_not()
    {
        var jobs = await AddAsync(RandomJobs.Jobs.Sample(150, 60));
        var cases = from filter in RandomJobs.Filters
                    from older in Gen.OrNull(Gen.Elements<Job>(jobs))
                    from newer in Gen.OrNull(Gen.Elements<Job>(jobs))
                    select (filter, older, newer);

        Check(cases, async found =>
        {
            var (filter, older, newer) = found;
            var all = RandomJobs.Fit(jobs, filter);
            var between = all.Where(job => (older is null || Compare(job, older) < 0) && (newer is null || Compare(job, newer) > 0)).ToList();
            var expected = (newer is not null && older is null ? between.TakeLast(filter.Limit) : between.Take(filter.Limit)).ToList();

            var page = await ListAsync(filter with { OlderThan = older?.Id, NewerThan = newer?.Id });

            Same(expected, page.Jobs);
            Assert.Equal(expected.Count > 0 ? all.Exists(job => Compare(job, expected[0]) > 0) : older is not null && all.Exists(job => Compare(job, older) >= 0), page.HasNewer);
            Assert.Equal(expected.Count > 0 ? all.Exists(job => Compare(job, expected[^1]) < 0) : newer is not null && all.Exists(job => Compare(job, newer) <= 0), page.HasOlder);
        });
    }

    [Fact]
    public async Task The_page_after_a_job_that_is_deleted_meanwhile_goes_on_where_it_was()
    {
        var jobs = await AddAsync(Enumerable.Range(0, 6).Select(index =>
        {
            var created = SampleJobs.Start.AddSeconds(index);
            return SampleJobs.Queued(created: created) with { Id = new(Guid.CreateVersion7(created)) };
        }));
        await _database.Jobs.DeleteAsync(jobs[3].Id, default);

        Same([jobs[2], jobs[1]], (await ListAsync(new() { OlderThan = jobs[3].Id, Limit = 2 })).Jobs);
        Same([jobs[5], jobs[4]], (await ListAsync(new() { NewerThan = jobs[3].Id, Limit = 2 })).Jobs);
    }

    [Fact]
    public async Task Jobs_that_were_submitted_one_after_the_other_are_listed_in_that_order()
    {
        var jobs = await AddAsync(Enumerable.Range(0, 50).Select(_ => SampleJobs.Queued()).ToList());

        Same(jobs.AsEnumerable().Reverse(), (await ListAsync(new() { Owner = "ann" })).Jobs);
    }

    [Fact]
    public async Task More_alternatives_than_there_can_be_branches_still_find_the_job()
    {
        var jobs = await AddAsync([SampleJobs.Queued("echo")]);
        var names = Enumerable.Range(0, 600).Select(index => $"p{index}").Append("echo").ToList();

        Same(jobs, (await ListAsync(new() { Owner = "ann", Dialect = "ogc", ProcessIds = names })).Jobs);
        Same(jobs, (await ListAsync(new() { Owner = "ann", Dialect = "ogc", ProcessIds = names, States = [JobState.Queued, JobState.Failed] })).Jobs);
    }

    [Theory]
    [InlineData("' OR 1=1 --")]
    [InlineData("ann\0")]
    [InlineData("%")]
    [InlineData("ANN")]
    public async Task A_name_is_compared_as_it_is(string owner)
    {
        await AddAsync([SampleJobs.Queued()]);

        Assert.Empty((await ListAsync(new() { Owner = owner })).Jobs);
        Assert.Empty((await ListAsync(new() { Owner = "ann", ProcessIds = [owner] })).Jobs);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_page_holds_at_least_one_job(int limit) =>
        await Assert.ThrowsAsync<ArgumentException>(() => _database.Jobs.ListAsync(new() { Limit = limit }, default));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    private static void Check<T>(Gen<T> cases, Func<T, Task> check) =>
        Prop.ForAll(cases.ToArbitrary(), check).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true));

    private static int Compare(Job left, Job right) =>
        left.CreatedAt == right.CreatedAt ? left.Id.CompareTo(right.Id) : left.CreatedAt.CompareTo(right.CreatedAt);

    private static void Same(IEnumerable<Job> expected, IEnumerable<Job> found) => Assert.Equal(SampleJobs.Text(expected), SampleJobs.Text(found));

    private Task<JobPage> ListAsync(JobFilter filter) => _database.Jobs.ListAsync(filter, default);

    private async Task<List<Job>> AddAsync(IEnumerable<Job> jobs)
    {
        List<Job> added = [.. jobs];
        await Task.WhenAll(added.Select(job => _database.Jobs.AddAsync(job, default)));
        return added;
    }
}
