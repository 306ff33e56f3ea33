using Graticule.Jobs;

namespace Graticule.Tests.Jobs.Engine;

/// <summary>The door, with nobody behind it who runs anything.</summary>
public sealed class JobEngineTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public Task InitializeAsync()
    {
        _server = TestServer.Open();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task A_created_job_waits_for_its_start_and_is_started_once()
    {
        var job = await _server.Engine.CreateAsync("ann", "test", new() { ProcessId = "trivial" }, CancellationToken.None);
        Assert.Equal(JobState.Created, job.State);

        Assert.Equal(JobState.Queued, (await _server.Engine.StartAsync("ann", job.Id, CancellationToken.None)).State);

        await ConflictAsync(() => _server.Engine.StartAsync("ann", job.Id, CancellationToken.None));
    }

    [Fact]
    public async Task A_running_job_cannot_be_started_again()
    {
        var job = await _server.SubmitAsync("answer", 1);
        await _server.Queue.ClaimAsync("local", 1, new("run", DateTimeOffset.MaxValue), CancellationToken.None);

        await ConflictAsync(() => _server.Engine.StartAsync("ann", job.Id, CancellationToken.None));
    }

    [Fact]
    public async Task A_cancelled_job_never_runs_and_is_cancelled_once()
    {
        var job = await _server.SubmitAsync("trivial", 1);
        var cancelled = await _server.Engine.CancelAsync("ann", job.Id, CancellationToken.None);
        _server.Start();
        await _server.RunAsync("trivial", 2);

        await ConflictAsync(() => _server.Engine.CancelAsync("ann", job.Id, CancellationToken.None));
        Assert.Equal(cancelled, await _server.Engine.GetAsync("ann", job.Id, CancellationToken.None) with { Spec = cancelled.Spec, Outputs = cancelled.Outputs });
    }

    [Fact]
    public async Task Somebody_elses_job_is_no_job()
    {
        var job = await _server.SubmitAsync("trivial", 1);

        var refusal = await Assert.ThrowsAsync<ProblemException>(() => _server.Engine.CancelAsync("bob", job.Id, CancellationToken.None));

        Assert.Equal(ProblemKind.NotFound, refusal.Problem.Kind);
    }

    [Fact]
    public async Task A_wait_is_over_with_its_limit_and_at_once_with_the_end()
    {
        var job = await _server.SubmitAsync("trivial", 1);
        Assert.Equal(JobState.Queued, (await _server.Engine.WaitAsync("ann", job.Id, TimeSpan.FromMilliseconds(50), CancellationToken.None)).State);

        var waiting = _server.EndOfAsync(job);
        _server.Start();

        Assert.Equal(JobState.Succeeded, (await waiting.WaitAsync(TimeSpan.FromMinutes(1))).State);
    }

    [Fact]
    public async Task A_trivial_job_that_is_waited_for_needs_no_loop()
    {
        var job = await _server.Engine.RunAsync("ann", "test", new() { ProcessId = "trivial" }, limit: null, CancellationToken.None);

        Assert.Equal((JobState.Succeeded, 1), (job.State, job.Attempt));
        Assert.Equal(JobState.Succeeded, (await _server.Store.FindAsync(job.Id, CancellationToken.None))!.State);
    }

    private static async Task ConflictAsync(Func<Task> act) =>
        Assert.Equal(ProblemKind.Conflict, (await Assert.ThrowsAsync<ProblemException>(act)).Problem.Kind);
}
