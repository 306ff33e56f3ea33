using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>What every delivery store promises.</summary>
public abstract class DeliveryStoreContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = SampleJobs.Start;

    private readonly IJobDatabase _database;
    private readonly Job _job = SampleJobs.Queued();

    protected DeliveryStoreContract(IJobDatabase database) => _database = database;

    [Fact]
    public async Task A_delivery_is_read_as_it_was_written()
    {
        var sent = Delivery(Now) with { Event = DeliveryEvent.Failed, Tries = 2, DeliveredAt = Now.AddTicks(1), Outcome = "204 No Content", Address = new("https://example.org/a%20b?c=%C3%A9") };
        await ChangeAsync(sent, Delivery(null));

        var found = await _database.Deliveries.ListAsync(_job.Id, default);

        Assert.Equal(sent, found[0]);
        Assert.Equal(sent.Address.AbsoluteUri, found[0].Address.AbsoluteUri);
        Assert.Null(found[1].NextAt);
    }

    [Fact]
    public async Task Deliveries_are_listed_in_the_order_in_which_they_arose()
    {
        var sent = Enumerable.Range(0, 20).Select(_ => Delivery(Now)).ToArray();
        await ChangeAsync(sent);

        Assert.Equal(sent, await _database.Deliveries.ListAsync(_job.Id, default));
        Assert.Empty(await _database.Deliveries.ListAsync(JobId.New(TimeProvider.System), default));
    }

    [Fact]
    public async Task A_claim_takes_what_is_due_and_hides_it_until_the_given_moment()
    {
        var due = Delivery(Now);
        await ChangeAsync(due, Delivery(Now.AddTicks(1)), Delivery(null));
        var hidden = Now.AddMinutes(1);

        Assert.Equal(due with { NextAt = hidden }, Assert.Single(await _database.Deliveries.ClaimDueAsync(Now, hidden, 10, default)));
        Assert.Empty(await _database.Deliveries.ClaimDueAsync(Now, hidden, 10, default));
        Assert.Contains(due.Id, (await _database.Deliveries.ClaimDueAsync(hidden, hidden.AddMinutes(1), 10, default)).Select(delivery => delivery.Id));
    }

    [Fact]
    public async Task Many_who_claim_at_once_get_each_delivery_exactly_once()
    {
        var sent = Enumerable.Range(0, 100).Select(_ => Delivery(Now)).ToArray();
        await ChangeAsync(sent);

        var claimed = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            Task.Run(() => _database.Deliveries.ClaimDueAsync(Now, Now.AddMinutes(1), 7, default))));

        Assert.Equal(sent.Select(delivery => delivery.Id).Order(), claimed.SelectMany(some => some).Select(delivery => delivery.Id).Order());
    }

    [Fact]
    public async Task The_outcome_of_a_try_is_saved()
    {
        var sent = Delivery(Now);
        await ChangeAsync(sent);
        var over = sent with { Tries = 1, NextAt = null, DeliveredAt = Now, Outcome = "200 OK" };

        await _database.Deliveries.SaveAsync(over, default);

        Assert.Equal(over, Assert.Single(await _database.Deliveries.ListAsync(_job.Id, default)));
        Assert.Empty(await _database.Deliveries.ClaimDueAsync(Now.AddYears(1), Now.AddYears(1), 10, default));
    }

    [Fact]
    public async Task The_outcome_for_a_job_that_is_deleted_is_dropped()
    {
        var sent = Delivery(Now);
        await ChangeAsync(sent);
        await _database.Jobs.DeleteAsync(_job.Id, default);

        await _database.Deliveries.SaveAsync(sent, default);

        Assert.Empty(await _database.Deliveries.ListAsync(_job.Id, default));
    }

    public Task InitializeAsync() => _database.Jobs.AddAsync(_job, default);

    public async Task DisposeAsync() => await _database.DisposeAsync();

    private async Task ChangeAsync(params Delivery[] deliveries) => Assert.True(await _database.Jobs.TryUpdateAsync(_job, deliveries, default));

    private Delivery Delivery(DateTimeOffset? next) =>
        new() { Id = Guid.NewGuid(), Job = _job.Id, Event = DeliveryEvent.Progress, Address = new("http://example.org/"), NextAt = next };
}
