using System.Diagnostics;
using System.Globalization;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Storage;

namespace Graticule.Benchmarks;

/// <summary>The first page of the job list with 10 and with 100,000 stored jobs, over HTTP, one request at a time.</summary>
internal static class ListBench
{
    private const int Requests = 300;

    public static async Task RunAsync(Report report)
    {
        var few = await MedianAsync(10, "");
        var many = await MedianAsync(100_000, "");
        var filtered = await MedianAsync(100_000, "&status=failed&processID=echo");
        report.Say(string.Create(CultureInfo.InvariantCulture, $"first page: {few:0.00} ms of 10 jobs, {many:0.00} ms of 100,000, {filtered:0.00} ms filtered"));
        report.Require(many < 10 && filtered < 10, "the first page of 100,000 jobs in under 10 ms");
        report.Ratio("100,000 jobs / 10 jobs, first page", many / few, atMost: 1.5);
        report.Ratio("100,000 jobs filtered / 10 jobs, first page", filtered / few, atMost: 1.5);
    }

    /// <summary>Milliseconds.</summary>
    private static async Task<double> MedianAsync(int count, string filter)
    {
        var data = Directory.CreateTempSubdirectory("graticule-bench").FullName;
        try
        {
            await FillAsync(new(data), count);
            await using var server = await ServerProcess.StartAsync(data);
            using var http = new HttpClient();
            var page = new Uri($"{server.Address}/ogc-api/jobs?f=json{filter}");
            List<double> times = [];
            for (var k = 0; k < Requests * 2; k++)
            {
                var started = Stopwatch.GetTimestamp();
                await http.GetByteArrayAsync(page);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            return Report.Median(times[Requests..]);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task FillAsync(DataFolder folder, int count)
    {
        Directory.CreateDirectory(folder.Root);
        await using var database = SqlDatabase.Open(folder, Durability.Process);
        var store = new SqlJobStore(database);
        var clock = TimeProvider.System;
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (k, token) =>
        {
            var now = clock.GetUtcNow();
            var failed = k % 10 == 0;
            await store.AddAsync(
                new()
                {
                    Id = JobId.New(clock),
                    Owner = Caller.Anonymous.Subject,
                    Dialect = "ogc",
                    Spec = new() { ProcessId = k % 3 == 0 ? "band-math" : "echo", Inputs = new() { ["a"] = $"job {k}" } },
                    Executor = "inline",
                    State = failed ? JobState.Failed : JobState.Succeeded,
                    Problem = failed ? new(ProblemKind.ProcessFailed, "It failed.") : null,
                    CreatedAt = now,
                    StartedAt = now,
                    FinishedAt = now,
                    UpdatedAt = now,
                    Attempt = 1,
                },
                token);
        });
    }
}
