using Graticule.Jobs.Storage;

namespace Graticule.Jobs.Engine;

/// <summary>Which posts a change of a job calls for.</summary>
internal static class News
{
    public static IReadOnlyList<Delivery> Of(Job before, Job after)
    {
        if (after.Spec.Callbacks is not { } callbacks)
        {
            return [];
        }

        var (kind, address) = after.State switch
        {
            _ when after.State == before.State && Nullable.Equals(after.Progress, before.Progress) && !HasBegun(before, after) => default,
            JobState.Succeeded => (DeliveryEvent.Succeeded, callbacks.Succeeded),
            JobState.Failed or JobState.Cancelled => (DeliveryEvent.Failed, callbacks.Failed),
            _ => (DeliveryEvent.Progress, callbacks.Progress),
        };
        return address is null
            ? []
            : [new() { Id = Guid.CreateVersion7(after.UpdatedAt), Job = after.Id, Event = kind, Address = address, NextAt = after.UpdatedAt }];
    }

    /// <summary>Whether an executor has taken the job: so that one which is over before it tells its progress is in the news too.</summary>
    private static bool HasBegun(Job before, Job after) => after.State == JobState.Running && before.ExecutorHandle is null && after.ExecutorHandle is not null;
}
