using FsCheck;
using FsCheck.Fluent;
using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>Jobs and filters out of few values, so that they often meet, and at moments that often coincide.</summary>
internal static class RandomJobs
{
    private static readonly string[] Owners = ["ann", "bob"];
    private static readonly string[] Dialects = ["ogc", "openeo"];
    private static readonly string[] Processes = ["a", "b", "c"];

    public static Gen<Job> Jobs { get; } =
        from owner in Gen.Elements(Owners)
        from dialect in Gen.Elements(Dialects)
        from process in Gen.Elements(Processes)
        from state in Gen.Elements(Enum.GetValues<JobState>())
        from created in Gen.Choose(0, 20)
        from waited in Maybe(Gen.Choose(0, 5))
        from lasted in Gen.Choose(0, 20)
        from removed in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        let start = waited is { } ticks ? (DateTimeOffset?)At(created + ticks) : null
        select new Job
        {
            Id = JobId.New(TimeProvider.System),
            Owner = owner,
            Dialect = dialect,
            Executor = "local",
            State = state,
            Spec = new() { ProcessId = process },
            CreatedAt = At(created),
            UpdatedAt = At(created),
            StartedAt = start,
            FinishedAt = state.IsFinal() ? (start ?? At(created)).AddTicks(lasted) : null,
            RemovedAt = removed ? At(50) : null,
        };

    /// <summary>Filters without a cursor.</summary>
    public static Gen<JobFilter> Filters { get; } =
        from owner in Gen.OrNull(Gen.Elements(Owners))
        from dialect in Gen.OrNull(Gen.Elements(Dialects))
        from states in Gen.Frequency((1, Gen.Constant(Array.Empty<JobState>())), (2, Gen.SubListOf(Enum.GetValues<JobState>()).Select(list => list.ToArray())))
        from processes in Gen.Frequency((2, Gen.Constant(Array.Empty<string>())), (2, Gen.SubListOf("a", "b", "c", "none").Select(list => list.ToArray())))
        from createdFrom in Maybe(Gen.Choose(0, 20).Select(At))
        from createdTo in Maybe(Gen.Choose(0, 20).Select(At))
        from minDuration in Maybe(Gen.Choose(0, 20).Select(ticks => TimeSpan.FromTicks(ticks)))
        from maxDuration in Maybe(Gen.Choose(0, 20).Select(ticks => TimeSpan.FromTicks(ticks)))
        from limit in Gen.Choose(1, 12)
        select new JobFilter
        {
            Owner = owner,
            Dialect = dialect,
            States = states,
            ProcessIds = processes,
            CreatedFrom = createdFrom,
            CreatedTo = createdTo,
            MinDuration = minDuration,
            MaxDuration = maxDuration,
            Now = At(30),
            Limit = limit,
        };

    /// <summary>All jobs that fit, newest first, as <see cref="JobFilter"/>'s documentation has it; cursors are not looked at.</summary>
    public static List<Job> Fit(IEnumerable<Job> jobs, JobFilter filter) =>
        [.. jobs.Where(job => Fits(job, filter)).OrderByDescending(job => job.CreatedAt).ThenByDescending(job => job.Id)];

    private static bool Fits(Job job, JobFilter filter) =>
        job.RemovedAt is null
        && (filter.Owner is null || job.Owner == filter.Owner)
        && (filter.Dialect is null || job.Dialect == filter.Dialect)
        && (filter.States.Count == 0 || filter.States.Contains(job.State))
        && (filter.ProcessIds.Count == 0 || filter.ProcessIds.Contains(job.Spec.ProcessId, StringComparer.Ordinal))
        && (filter.CreatedFrom is null || job.CreatedAt >= filter.CreatedFrom)
        && (filter.CreatedTo is null || job.CreatedAt <= filter.CreatedTo)
        && ((filter.MinDuration is null && filter.MaxDuration is null) || LastsAsLong(job, filter));

    private static bool LastsAsLong(Job job, JobFilter filter)
    {
        var end = job.State == JobState.Running ? filter.Now : job.FinishedAt;
        return end - job.StartedAt is { } duration
            && (filter.MinDuration is null || duration >= filter.MinDuration)
            && (filter.MaxDuration is null || duration <= filter.MaxDuration);
    }

    private static Gen<T?> Maybe<T>(Gen<T> values)
        where T : struct => Gen.Frequency((2, Gen.Constant<T?>(null)), (1, values.Select(value => (T?)value)));

    private static DateTimeOffset At(int ticks) => SampleJobs.Start.AddTicks(ticks);
}
