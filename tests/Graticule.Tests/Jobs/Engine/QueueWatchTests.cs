using Graticule.Jobs.Engine;
using Graticule.Jobs.Storage;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Jobs.Engine;

/// <summary>Claims are writes: an empty queue is left alone until there is a reason to look.</summary>
public sealed class QueueWatchTests
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task An_empty_queue_is_asked_again_when_this_server_put_something_in()
    {
        await using var server = TestServer.Open();
        var (queue, signal) = (new MoodyQueue(server.Queue), new JobSignal());
        var watch = new QueueWatch(queue, "local", signal, LookEvery, server.Clock);
        Assert.Equal((0, 1), (await ClaimAsync(watch, 2), queue.Claims));
        Assert.Equal((0, 1), (await ClaimAsync(watch, 2), queue.Claims));

        signal.SetQueued("slurm");
        Assert.Equal((0, 1), (await ClaimAsync(watch, 2), queue.Claims));

        await server.Store.AddAsync(SampleJobs.Queued(), CancellationToken.None);
        signal.SetQueued("local");
        Assert.Equal((1, 2), (await ClaimAsync(watch, 2), queue.Claims));
        Assert.Equal((0, 2), (await ClaimAsync(watch, 2), queue.Claims));
    }

    [Fact]
    public async Task What_somebody_else_put_in_is_found_when_it_is_time_to_look()
    {
        await using var server = TestServer.Open();
        var watch = new QueueWatch(server.Queue, "local", new(), LookEvery, server.Clock);
        Assert.Equal(0, await ClaimAsync(watch, 2));
        await server.Store.AddAsync(SampleJobs.Queued(), CancellationToken.None);
        Assert.Equal(0, await ClaimAsync(watch, 2));

        server.Clock.Ahead += LookEvery;

        Assert.Equal(1, await ClaimAsync(watch, 2));
    }

    [Fact]
    public async Task A_queue_that_gave_all_that_was_asked_for_may_hold_more()
    {
        await using var server = TestServer.Open();
        var watch = new QueueWatch(server.Queue, "local", new(), LookEvery, server.Clock);
        await server.Store.AddAsync(SampleJobs.Queued(), CancellationToken.None);
        await server.Store.AddAsync(SampleJobs.Queued(), CancellationToken.None);

        Assert.Equal(1, await ClaimAsync(watch, 1));
        Assert.Equal(1, await ClaimAsync(watch, 1));
    }

    [Fact]
    public async Task A_claim_that_failed_is_made_again()
    {
        await using var server = TestServer.Open();
        var queue = new MoodyQueue(server.Queue) { Refuses = true };
        var watch = new QueueWatch(queue, "local", new(), LookEvery, server.Clock);
        await server.Store.AddAsync(SampleJobs.Queued(), CancellationToken.None);
        await Assert.ThrowsAsync<IOException>(() => ClaimAsync(watch, 1));

        queue.Refuses = false;

        Assert.Equal(1, await ClaimAsync(watch, 1));
    }

    private static async Task<int> ClaimAsync(QueueWatch watch, int limit) =>
        (await watch.ClaimAsync(limit, new Lease("this run", DateTimeOffset.MaxValue), CancellationToken.None)).Count;
}
