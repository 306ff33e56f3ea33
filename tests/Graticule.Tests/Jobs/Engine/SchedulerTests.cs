using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Engine;

namespace Graticule.Tests.Jobs.Engine;

/// <summary>The loop when inputs, store or server give trouble.</summary>
public sealed class SchedulerTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public Task InitializeAsync()
    {
        _server = TestServer.Open();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task A_fault_in_the_inputs_is_the_end_of_the_job()
    {
        _server.Staging.Stage = (_, _) => throw new ProblemException(ProblemKind.Forbidden, "The host is not on the list.", "il");

        var job = await _server.Start().RunAsync("answer", 1);

        Assert.Equal(JobState.Failed, job.State);
        Assert.Equal(new Problem(ProblemKind.Forbidden, "The host is not on the list.", "il"), job.Problem);
    }

    [Fact]
    public async Task Inputs_that_cannot_be_had_now_are_asked_for_again()
    {
        var tries = 0;
        _server.Staging.Stage = (job, _) => Interlocked.Increment(ref tries) == 1
            ? throw new ProblemException(ProblemKind.Unavailable, "The remote host is down.")
            : Task.FromResult(job.Spec.Inputs);

        var job = await _server.Start().RunAsync("answer", 1);

        Assert.Equal((JobState.Succeeded, 1, 2), (job.State, job.Attempt, tries));
    }

    [Fact]
    public async Task A_slow_download_holds_up_no_trivial_job_and_ends_with_a_cancel()
    {
        var ended = new TaskCompletionSource();
        _server.Staging.Stage = async (_, stop) =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            finally
            {
                ended.SetResult();
            }

            return new JsonObject();
        };
        var slow = await _server.Start().SubmitAsync("answer", 1);

        Assert.Equal(JobState.Succeeded, (await _server.RunAsync("trivial", 1)).State);
        await _server.SaidAsync(slow, "left the queue");
        await _server.Engine.CancelAsync("ann", slow.Id, CancellationToken.None);

        await ended.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("trivial")]
    [InlineData("answer")]
    public async Task A_store_that_fails_for_a_while_costs_time_and_no_job(string process)
    {
        _server.Start();
        var job = await _server.SubmitAsync(process, 7);
        _server.Moody.RefuseNext(3);
        var second = await _server.SubmitAsync(process, 8);

        Assert.Equal((JobState.Succeeded, 1), ((await _server.EndOfAsync(job)).State, job.Attempt + 1));
        Assert.Equal((JobState.Succeeded, 1), ((await _server.EndOfAsync(second)).State, second.Attempt + 1));
        Assert.True(_server.Moody.IsBackToNormal);
    }

    [Fact]
    public async Task A_queue_that_fails_is_asked_ever_more_slowly_and_again_when_it_is_well()
    {
        _server.MoodyQueue.Refuses = true;
        _server.Start();
        var jobs = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => _server.SubmitAsync("trivial", number)));
        await Task.Delay(1500);
        Assert.InRange(_server.MoodyQueue.Claims, 1, 10);

        _server.MoodyQueue.Refuses = false;

        Assert.All(await Task.WhenAll(jobs.Select(_server.EndOfAsync)), job => Assert.Equal(JobState.Succeeded, job.State));
    }

    [Fact]
    public async Task Two_servers_on_one_table_run_each_job_once_however_long_it_takes()
    {
        var options = new EngineOptions { IsAlone = false, LeaseTime = TimeSpan.FromSeconds(2), LookEvery = TimeSpan.FromMilliseconds(200) };
        _server = await _server.ReopenAsync(options);
        var other = _server.OpenBeside(options);
        _server.Start();
        other.Start();
        var long1 = await _server.SubmitAsync("sleep-once", 5000);
        var long2 = await other.SubmitAsync("sleep-once", 5000);
        var jobs = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => (number % 2 == 0 ? _server : other).SubmitAsync("trivial-once", number)));

        var ended = await Task.WhenAll(jobs.Append(long1).Append(long2).Select(_server.EndOfAsync));

        Assert.All(ended, job => Assert.Equal((JobState.Succeeded, 1), (job.State, job.Attempt)));
        await other.CloseAsync();
    }

    [Fact]
    public async Task A_store_without_room_for_results_fails_the_job_and_the_server_goes_on()
    {
        Directory.CreateDirectory(Path.Combine(_server.Data.Root, "files"));
        var job = await _server.Start().SubmitAsync("sleep", 300);
        await File.WriteAllTextAsync(Path.Combine(_server.Data.Root, "files", "jobs"), "in the way");
        await _server.EndOfAsync(job);

        var failed = await _server.RunAsync("write", "hello");

        Assert.Equal(JobState.Failed, failed.State);
        Assert.NotEmpty(failed.Problem!.Message);
        Assert.Equal(JobState.Succeeded, (await _server.RunAsync("answer", 1)).State);
    }

    [Theory]
    [InlineData("../out.txt")]
    [InlineData("/etc/hostname")]
    [InlineData("report.json")]
    [InlineData(".hidden")]
    [InlineData("")]
    [InlineData("missing.txt")]
    public async Task A_file_that_is_not_the_jobs_own_is_no_output(string name)
    {
        var job = await _server.Start().RunAsync("name", name);

        Assert.Equal((JobState.Failed, ProblemKind.ProcessFailed), (job.State, job.Problem!.Kind));
        Assert.Empty(job.Outputs);
    }

    [Fact]
    public async Task A_symbolic_link_is_no_output()
    {
        var job = await _server.Start().RunAsync("link");

        Assert.Equal(JobState.Failed, job.State);
        Assert.Null(_server.Files.FindPath($"jobs/{job.Id}/out.txt"));
    }

    [Fact]
    public async Task A_failed_job_leaves_its_workspace_and_its_log()
    {
        var job = await _server.Start().RunAsync("name", "missing.txt");

        Assert.True(File.Exists(_server.Workspaces.Of(job.Id, 1).OrderPath));
        var last = (await _server.Logs.ReadAsync(job, 0, CancellationToken.None))[^1];
        Assert.Equal((LogLevel.Error, job.Problem!.Message), (last.Level, last.Message));
    }

    [Fact]
    public async Task A_server_that_stops_lets_ends_be_written_and_starts_nothing()
    {
        _server.Start();
        var jobs = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => _server.SubmitAsync("trivial-once", number)));

        await _server.StopAsync();

        foreach (var job in jobs)
        {
            var found = await _server.Store.FindAsync(job.Id, CancellationToken.None);
            Assert.True(found!.State is JobState.Succeeded or JobState.Queued, found.State.ToString());
        }
    }
}
