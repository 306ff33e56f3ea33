using System.Diagnostics;
using System.Text;
using Graticule.Jobs;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Storage;
using Graticule.Server.Callbacks;
using Graticule.Tests.Jobs.Access;
using Graticule.Tests.Jobs.Inputs;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Server.Callbacks;

/// <summary>Posts to real receivers, over a real store; only time is made.</summary>
public sealed class JobDeliveriesTests : IAsyncLifetime
{
    private readonly SettableClock _clock = new();
    private readonly SqliteJobDatabase _store = SqliteJobDatabase.Create();
    private readonly Job _job = SampleJobs.Queued();
    private HttpClient _http = null!;
    private int _status = 200;

    public Task InitializeAsync() => _store.Jobs.AddAsync(_job, default);

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task A_post_that_failed_is_made_again_later_and_then_no_more()
    {
        await using var receiver = await ReceiverAsync();
        await AddAsync(receiver.Url, DeliveryEvent.Succeeded);

        _status = 503;
        var failed = Assert.Single(await RoundAsync());
        Assert.Equal(1, failed.Tries);
        Assert.Null(failed.DeliveredAt);
        Assert.Contains("503", failed.Outcome, StringComparison.Ordinal);
        Assert.InRange(failed.NextAt!.Value - _clock.Now, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6));

        _clock.Now += TimeSpan.FromSeconds(3);
        await RoundAsync();
        Assert.Single(receiver.Requests);

        _clock.Now += TimeSpan.FromSeconds(3);
        _status = 204;
        var delivered = Assert.Single(await RoundAsync());
        Assert.Equal((2, _clock.Now, null), (delivered.Tries, delivered.DeliveredAt, delivered.NextAt));

        _clock.Now += TimeSpan.FromDays(2);
        await RoundAsync();
        Assert.Equal(2, receiver.Requests.Count);
        Assert.Equal(["1", "2"], receiver.Requests.Select(request => request.Headers["Graticule-Attempt"].ToString()));
        Assert.Single(receiver.Requests.Select(request => request.Headers["Graticule-Delivery"].ToString()).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Posts_are_given_up_after_about_a_day()
    {
        await using var receiver = await ReceiverAsync();
        await AddAsync(receiver.Url, DeliveryEvent.Failed);
        _status = 500;
        var began = _clock.Now;

        var delivery = Assert.Single(await RoundAsync());
        while (delivery.NextAt is { } next)
        {
            _clock.Now = next;
            delivery = Assert.Single(await RoundAsync());
        }

        Assert.Equal(RetryPlan.MostTries, receiver.Requests.Count);
        Assert.InRange(_clock.Now - began, TimeSpan.FromHours(16), TimeSpan.FromHours(26));
        Assert.Null(delivery.DeliveredAt);
    }

    [Fact]
    public async Task News_keeps_its_order_and_progress_gives_way_to_later_news()
    {
        await using var receiver = await ReceiverAsync();
        await AddAsync(receiver.Url, DeliveryEvent.Progress, DeliveryEvent.Progress, DeliveryEvent.Succeeded);

        _status = 503;
        var first = await RoundAsync();
        Assert.Equal([1, 1, 1], first.Select(delivery => delivery.Tries));
        Assert.Equal([null, null], first.Take(2).Select(delivery => delivery.NextAt));
        Assert.NotNull(first[2].NextAt);

        _status = 200;
        _clock.Now += TimeSpan.FromSeconds(6);
        await RoundAsync();

        Assert.Equal(["progress", "progress", "succeeded", "succeeded"], Events(receiver));
    }

    [Fact]
    public async Task Later_news_waits_for_earlier_news_that_is_tried_again()
    {
        await using var receiver = await ReceiverAsync();
        await AddAsync(receiver.Url, DeliveryEvent.Failed);
        _status = 503;
        await RoundAsync();

        await AddAsync(receiver.Url, DeliveryEvent.Succeeded);
        _status = 200;
        await RoundAsync();
        Assert.Equal(["failed"], Events(receiver));

        _clock.Now += TimeSpan.FromSeconds(6);
        await RoundAsync();
        Assert.Equal(["failed", "failed", "succeeded"], Events(receiver));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var target = await RemoteHost.StartAsync("never");
        await using var receiver = await RemoteHost.StartAsync(context =>
        {
            context.Response.Redirect(target.Url.AbsoluteUri);
            return Task.CompletedTask;
        });
        await AddAsync(receiver.Url, DeliveryEvent.Succeeded);

        var delivery = Assert.Single(await RoundAsync());

        Assert.Contains("redirects are not followed", delivery.Outcome, StringComparison.Ordinal);
        Assert.NotNull(delivery.NextAt);
        Assert.Empty(target.Requests);
    }

    [Fact]
    public async Task A_receiver_that_hangs_is_given_up_and_tried_again()
    {
        await using var receiver = await RemoteHost.StartAsync(
            context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        await AddAsync(receiver.Url, DeliveryEvent.Succeeded);
        var began = Stopwatch.StartNew();

        var delivery = Assert.Single(await RoundAsync(limit: TimeSpan.FromSeconds(0.5)));

        Assert.InRange(began.Elapsed, TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(10));
        Assert.Contains("No answer", delivery.Outcome, StringComparison.Ordinal);
        Assert.NotNull(delivery.NextAt);
    }

    [Fact]
    public async Task A_receiver_that_wants_no_more_gets_no_more()
    {
        await using var receiver = await ReceiverAsync();
        await AddAsync(receiver.Url, DeliveryEvent.Succeeded);
        _status = 410;

        Assert.Null(Assert.Single(await RoundAsync()).NextAt);
    }

    [Fact]
    public async Task A_delivery_that_a_killed_server_had_claimed_is_posted_when_the_claim_runs_out()
    {
        await using var receiver = await ReceiverAsync();
        await AddAsync(receiver.Url, DeliveryEvent.Succeeded);
        Assert.Single(await _store.Deliveries.ClaimDueAsync(_clock.Now, _clock.Now + TimeSpan.FromMinutes(1), 10, default));

        Assert.Null(Assert.Single(await RoundAsync()).DeliveredAt);
        _clock.Now += TimeSpan.FromMinutes(1);

        Assert.NotNull(Assert.Single(await RoundAsync()).DeliveredAt);
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task Private_addresses_get_no_posts_unless_they_are_allowed()
    {
        await using var receiver = await ReceiverAsync();
        await AddAsync(receiver.Url, DeliveryEvent.Succeeded);

        var delivery = Assert.Single(await RoundAsync(policy: new()));

        Assert.Contains("--private-host", delivery.Outcome, StringComparison.Ordinal);
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task News_of_a_job_that_was_removed_is_dropped()
    {
        await using var receiver = await ReceiverAsync();
        await AddAsync(receiver.Url, DeliveryEvent.Succeeded);
        var job = await _store.Jobs.FindAsync(_job.Id, default);
        await _store.Jobs.TryUpdateAsync(job! with { RemovedAt = _clock.Now }, [], default);

        var delivery = Assert.Single(await RoundAsync());

        Assert.Null(delivery.NextAt);
        Assert.Empty(receiver.Requests);
    }

    private static IEnumerable<string> Events(RemoteHost receiver) => receiver.Requests.Select(request => request.Headers["Graticule-Event"].ToString());

    private Task<RemoteHost> ReceiverAsync() => RemoteHost.StartAsync(context =>
    {
        context.Response.StatusCode = Volatile.Read(ref _status);
        return Task.CompletedTask;
    });

    private async Task AddAsync(Uri address, params DeliveryEvent[] events)
    {
        var job = await _store.Jobs.FindAsync(_job.Id, default);
        var news = events.Select(kind => new Delivery { Id = Guid.NewGuid(), Job = _job.Id, Event = kind, Address = address, NextAt = _clock.Now });
        Assert.True(await _store.Jobs.TryUpdateAsync(job!, [.. news], default));
    }

    /// <summary>What the loop does once, without its pauses; answers with the log afterwards.</summary>
    private async Task<IReadOnlyList<Delivery>> RoundAsync(FetchPolicy? policy = null, TimeSpan? limit = null)
    {
        var allowed = policy ?? new() { PrivateHosts = [HostRule.Parse("127.0.0.0/8")] };
        _http ??= GuardedHttp.Open(allowed);
        var key = CallbackKey.ReadOrMake(_store.Folder.CallbackKey);
        var post = new CallbackPost(_http, allowed, key, _clock) { Limit = limit ?? TimeSpan.FromSeconds(15) };
        var perJob = new JobDeliveries(_store.Jobs, _store.Deliveries, (job, news, _) => Task.FromResult<byte[]?>(Encoding.UTF8.GetBytes($"{job.Id} {news}")), post, _clock);
        var until = _clock.Now + TimeSpan.FromMinutes(1);
        var due = await _store.Deliveries.ClaimDueAsync(_clock.Now, until, 10, default);
        await perJob.PostAsync(_job.Id, due, until, default);
        return await _store.Deliveries.ListAsync(_job.Id, default);
    }
}
