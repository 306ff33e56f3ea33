using System.Diagnostics;
using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>Lists of 100,000 jobs.</summary>
public sealed class ManyJobsTests : IAsyncLifetime
{
    private const int Count = 100_000;

    private readonly SqliteJobDatabase _sqlite = SqliteJobDatabase.Create();

    /// <summary>Filters of a first page, the first of which is what a client asks for unless told otherwise.</summary>
    private static readonly JobFilter[] Filters =
    [
        new() { Limit = 10 },
        new() { Limit = 100 },
        new() { States = [JobState.Failed], Limit = 10 },
        new() { States = [JobState.Queued, JobState.Running], Limit = 10 },
        new() { ProcessIds = ["rare", "none"], Limit = 10 },
        new() { ProcessIds = ["rare"], States = [JobState.Failed], Limit = 10 },
        new() { CreatedTo = SampleJobs.Start.AddSeconds(20), Limit = 10 },
        new() { CreatedFrom = SampleJobs.Start.AddSeconds(50), CreatedTo = SampleJobs.Start.AddSeconds(60), States = [JobState.Succeeded], Limit = 10 },
    ];

    [Fact]
    public async Task The_first_page_of_any_usual_filter_comes_within_ten_milliseconds()
    {
        foreach (var filter in Filters)
        {
            var median = await MedianAsync(filter with { Owner = "ann", Dialect = "ogc", Now = SampleJobs.Start });
            Assert.True(median < 10, $"{filter}: {median:F2} ms");
        }
    }

    public async Task InitializeAsync()
    {
        var job = SampleJobs.Queued() with { State = JobState.Succeeded };
        await Parallel.ForEachAsync(Enumerable.Range(0, Count), new ParallelOptions { MaxDegreeOfParallelism = 256 }, async (index, cancel) =>
        {
            var created = SampleJobs.Start.AddMilliseconds(index);
            await _sqlite.Jobs.AddAsync(
                job with
                {
                    Id = new(Guid.CreateVersion7(created)),
                    Spec = index % 10_000 == 0 ? job.Spec with { ProcessId = "rare" } : job.Spec,
                    State = index % 20_000 == 1 ? JobState.Failed : JobState.Succeeded,
                    CreatedAt = created,
                    UpdatedAt = created,
                    StartedAt = created,
                    FinishedAt = created.AddSeconds(1),
                },
                cancel);
        });
    }

    public async Task DisposeAsync() => await _sqlite.DisposeAsync();

    private async Task<double> MedianAsync(JobFilter filter)
    {
        const int Times = 21;
        var taken = new List<double>();
        for (var time = 0; time < Times; time++)
        {
            var start = Stopwatch.GetTimestamp();
            await _sqlite.Jobs.ListAsync(filter, default);
            taken.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        taken.Sort();
        return taken[Times / 2];
    }
}
