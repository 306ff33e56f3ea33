using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Jobs.Processes;

/// <summary>What a page of processes and a process cost does not depend on how many there are.</summary>
public sealed class ManyProcessesTests : IAsyncLifetime, IPackageLoader
{
    private readonly SqliteJobDatabase _sqlite = SqliteJobDatabase.Create();
    private int _loaded;

    public string Kind => "test";

    [Fact]
    public async Task A_page_loads_the_processes_on_it_and_no_others()
    {
        var catalog = await DeployAsync(1000);

        var page = catalog.List("ann", offset: 0, limit: 10);

        Assert.Equal(("p00000", 10, true), (page.Processes[0].Id, page.Processes.Count, page.HasMore));
        Assert.Equal(10, _loaded);
        Assert.Equal("p00999", catalog.List("ann", offset: 990, limit: 100).Processes[^1].Id);
        Assert.False(catalog.List("ann", offset: 990, limit: 10).HasMore);
        Assert.Empty(catalog.List("ann", offset: int.MaxValue, limit: int.MaxValue).Processes);
        Assert.Equal("p00500", catalog.Get("ann", "p00500").Description.Id);
        Assert.Equal(21, _loaded);
    }

    [Fact]
    public async Task The_first_page_and_a_process_come_within_a_millisecond_or_two()
    {
        var few = await DeployAsync(10);
        var (listFew, findFew) = (Median(() => few.List("ann", 0, 10)), Median(() => few.Get("ann", "p00005")));
        var many = await DeployAsync(1000);
        var (listMany, findMany) = (Median(() => many.List("ann", 0, 10)), Median(() => many.Get("ann", "p00005")));

        Assert.True(listMany < Math.Max(2, 3 * listFew), $"list: {listFew:F3} ms of 10, {listMany:F3} ms of 1000");
        Assert.True(findMany < Math.Max(1, 3 * findFew), $"find: {findFew:F3} ms of 10, {findMany:F3} ms of 1000");
    }

    public IProcess Load(string id, JsonObject content)
    {
        _loaded++;
        return new Loaded(new() { Id = id, Title = id });
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _sqlite.DisposeAsync();

    private async Task<ProcessCatalog> DeployAsync(int count)
    {
        var store = new SqlProcessStore(_sqlite.Database);
        await Task.WhenAll(Enumerable.Range(store.Count("ann"), count - store.Count("ann")).Select(number =>
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"p{number:00000}");
            return store.AddAsync(new("ann", id, new("test", "text/plain", id, []), SampleJobs.Start), default);
        }));
        return new([], [this], store);
    }

    private static double Median(Action action)
    {
        var times = new List<double>();
        for (var round = 0; round < 101; round++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times.Order().ElementAt(times.Count / 2);
    }

    private sealed record Loaded(ProcessDescription Description) : IProcess
    {
        public Task RunAsync(JobContext job, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
