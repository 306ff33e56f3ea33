using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Server.Callbacks;

/// <summary>
/// The deliveries of one job, posted one after the other in the order of the events. A later one waits for an earlier one that will be
/// tried again, except that news of progress which failed once is dropped as soon as there is something newer to say.
/// </summary>
internal sealed class JobDeliveries(
    IJobStore jobs, IDeliveryStore deliveries, Func<Job, DeliveryEvent, CancellationToken, Task<byte[]?>> write, CallbackPost post, TimeProvider clock)
{
    /// <param name="job">Whose deliveries.</param>
    /// <param name="claimed">Those that are due, claimed by this server.</param>
    /// <param name="claimedUntil">No try begins that could end after this.</param>
    /// <param name="cancellationToken">Leaves the rest to a later claim.</param>
    public async Task PostAsync(JobId job, IReadOnlyList<Delivery> claimed, DateTimeOffset claimedUntil, CancellationToken cancellationToken)
    {
        var waiting = (await deliveries.ListAsync(job, cancellationToken)).Where(delivery => delivery.NextAt is not null).ToList();
        foreach (var id in waiting.Select(delivery => delivery.Id).Intersect(claimed.Select(delivery => delivery.Id)).ToList())
        {
            if (clock.GetUtcNow() + post.Limit > claimedUntil)
            {
                return;
            }

            var place = waiting.FindIndex(delivery => delivery.Id == id);
            var delivery = waiting[place];
            var tried = await WaitsForAsync(waiting[..place], cancellationToken) is { } later
                ? delivery with { NextAt = later }
                : await TryAsync(delivery, cancellationToken);
            await deliveries.SaveAsync(tried, cancellationToken);
            waiting[place] = tried;
        }
    }

    /// <summary>When the earlier delivery that the next has to wait for is tried again; null when there is none.</summary>
    private async Task<DateTimeOffset?> WaitsForAsync(IEnumerable<Delivery> earlier, CancellationToken cancellationToken)
    {
        foreach (var other in earlier.Where(other => other.NextAt is not null))
        {
            if (other is not { Event: DeliveryEvent.Progress, Tries: > 0 })
            {
                return other.NextAt;
            }

            await deliveries.SaveAsync(other with { NextAt = null, Outcome = $"Dropped for later news; before: {other.Outcome}" }, cancellationToken);
        }

        return null;
    }

    private async Task<Delivery> TryAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        if (await jobs.FindAsync(delivery.Job, cancellationToken) is not { RemovedAt: null } job
            || await write(job, delivery.Event, cancellationToken) is not { } body)
        {
            return delivery with { NextAt = null, Outcome = "Not posted: the job was removed." };
        }

        var outcome = await post.SendAsync(delivery, body, cancellationToken);
        var now = clock.GetUtcNow();
        var tries = delivery.Tries + 1;
        return delivery with
        {
            Tries = tries,
            Outcome = outcome.Message,
            DeliveredAt = outcome.Result == PostResult.Delivered ? now : null,
            NextAt = outcome.Result == PostResult.Failed ? now + RetryPlan.After(tries, Random.Shared.NextDouble()) : null,
        };
    }
}
