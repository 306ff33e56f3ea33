using Graticule.Jobs;
using Graticule.Jobs.Execution;
using Graticule.Tests.Jobs.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graticule.Tests.Jobs.Execution;

/// <summary>The pool by itself: workers that cannot start, that get old, and orders one by one.</summary>
public sealed class PoolLifeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/no/such/program", "cannot be started")]
    [InlineData("/bin/false", "exit code 1")]
    public async Task Workers_that_cannot_start_are_tried_ever_more_slowly_and_take_no_order(string program, string trouble)
    {
        await using var pool = new WorkerPool(new() { Program = program, Workers = 1 }, () => { }, TimeProvider.System, NullLogger.Instance);
        pool.Start();
        await Task.Delay(2000);

        Assert.Contains(trouble, pool.Trouble!, StringComparison.Ordinal);
        Assert.Equal(0, pool.FreeSlots);
        Assert.InRange(pool.Measure().Starts, 0, 5);
        var refusal = await Assert.ThrowsAsync<ProblemException>(() => pool.SubmitAsync(new(new(_folder.Path), Resources.Default), CancellationToken.None));
        Assert.Equal(ProblemKind.Unavailable, refusal.Problem.Kind);
    }

    [Fact]
    public async Task A_worker_is_replaced_after_its_number_of_jobs_and_that_is_no_restart()
    {
        await using var pool = Open(jobsPerWorker: 2);
        List<string> handles = [];
        for (var order = 0; order < 4; order++)
        {
            handles.Add(await RunAsync(pool, "answer"));
        }

        Assert.Equal(2, handles.Select(handle => handle.Split(':')[0]).Distinct(StringComparer.Ordinal).Count());
        var figures = pool.Measure();
        Assert.Equal((4, 0, 0), (figures.Ended, figures.Lost, figures.Restarts));
        Assert.True(figures.RunTime > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_a_loss_that_says_why()
    {
        await using var pool = Open();
        var workspace = await OrderAsync("answer");
        Directory.CreateDirectory(Path.Combine(workspace.Path, "report.json", "in the way"));

        var status = await EndAsync(pool, await SubmitAsync(pool, workspace));

        Assert.Equal(WorkState.Lost, status.State);
        Assert.StartsWith("The job ended, but its worker could not write the report", status.Reason!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_an_order_is_a_loss_and_the_worker_serves_on()
    {
        await using var pool = Open();
        var empty = new Workspace(Directory.CreateDirectory(Path.Combine(_folder.Path, "empty")).FullName);

        var status = await EndAsync(pool, await SubmitAsync(pool, empty));
        var after = await RunAsync(pool, "answer");

        Assert.Contains("is no work order", status.Reason!.Message, StringComparison.Ordinal);
        Assert.Equal(status.Handle.Split(':')[0], after.Split(':')[0]);
    }

    [Fact]
    public async Task An_order_that_has_ended_still_has_its_status_and_a_cancel_does_it_no_harm()
    {
        await using var pool = Open();
        var handle = await RunAsync(pool, "answer");

        await pool.CancelAsync(handle, CancellationToken.None);

        Assert.Equal(WorkState.Exited, (await pool.PollAsync([handle], CancellationToken.None)).Single().State);
        Assert.Equal(handle.Split(':')[0], (await RunAsync(pool, "answer")).Split(':')[0]);
    }

    private static WorkerPool Open(int jobsPerWorker = 500)
    {
        var (program, arguments) = WorkerProgram.Command;
        var pool = new WorkerPool(
            new() { Program = program, Arguments = arguments, Workers = 1, JobsPerWorker = jobsPerWorker }, () => { }, TimeProvider.System, NullLogger.Instance);
        pool.Start();
        return pool;
    }

    private async Task<Workspace> OrderAsync(string process)
    {
        var id = JobId.New(TimeProvider.System);
        var workspace = new WorkspaceFolder(_folder.Path).Create(id, 1);
        await workspace.WriteOrderAsync(new(id, 1, new() { ProcessId = process }), CancellationToken.None);
        return workspace;
    }

    private async Task<string> RunAsync(WorkerPool pool, string process)
    {
        var handle = await SubmitAsync(pool, await OrderAsync(process));
        Assert.Equal(WorkState.Exited, (await EndAsync(pool, handle)).State);
        return handle;
    }

    private static async Task<string> SubmitAsync(WorkerPool pool, Workspace workspace)
    {
        for (var tries = 0; tries < 5000 && pool.FreeSlots == 0; tries++)
        {
            await Task.Delay(20);
        }

        return await pool.SubmitAsync(new(workspace, Resources.Default), CancellationToken.None);
    }

    private static async Task<WorkStatus> EndAsync(WorkerPool pool, string handle)
    {
        for (var tries = 0; tries < 5000; tries++)
        {
            var status = (await pool.PollAsync([handle], CancellationToken.None)).Single();
            if (status.State is WorkState.Exited or WorkState.Lost)
            {
                return status;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException("The order never ended.");
    }
}
