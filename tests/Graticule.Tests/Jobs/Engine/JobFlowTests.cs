using Graticule.Jobs;

namespace Graticule.Tests.Jobs.Engine;

/// <summary>Jobs from the door to their end, through store, scheduler, worker processes and file store.</summary>
public sealed class JobFlowTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public Task InitializeAsync()
    {
        _server = TestServer.Open().Start();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task A_trivial_job_runs_inside_the_server()
    {
        var job = await _server.RunAsync("trivial", 42);

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal(42, job.Outputs.Single().Value!.GetValue<int>());
        Assert.Equal((1, null, 1.0), (job.Attempt, job.ExecutorHandle, job.Progress));
        Assert.False(Directory.Exists(_server.Workspaces.Of(job.Id, 1).Path));
    }

    [Fact]
    public async Task A_job_of_a_worker_leaves_its_file_in_the_store_and_no_workspace()
    {
        var job = await _server.RunAsync("write", "hello");

        Assert.Equal(JobState.Succeeded, job.State);
        var output = job.Outputs.Single();
        Assert.Equal(($"jobs/{job.Id}/out.txt", 5L, "text/plain"), (output.FileKey, output.Length, output.MediaType));
        Assert.Equal("hello", await File.ReadAllTextAsync(_server.Files.FindPath(output.FileKey!)!));
        for (var tries = 0; tries < 2000 && _server.Workspaces.ListOf(job.Id).Any(); tries++)
        {
            await Task.Delay(25); // the folder goes after the row has its end
        }

        Assert.Empty(_server.Workspaces.ListOf(job.Id));
    }

    [Fact]
    public async Task A_trivial_process_that_breaks_fails_its_job()
    {
        var job = await _server.RunAsync("trivial-broken");

        Assert.Equal((JobState.Failed, ProblemKind.ProcessFailed), (job.State, job.Problem!.Kind));
        Assert.Contains("it is broken", job.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_jobs_at_once_all_end()
    {
        var jobs = await Task.WhenAll(Enumerable.Range(0, 300).Select(number => _server.SubmitAsync(number % 10 == 0 ? "answer" : "trivial", number)));

        var ended = await Task.WhenAll(jobs.Select(_server.EndOfAsync));

        Assert.All(ended, job => Assert.Equal(JobState.Succeeded, job.State));
        Assert.Equal(Enumerable.Range(0, 300), ended.Select(job => job.Outputs.Single().Value!.GetValue<int>()));
    }
}
