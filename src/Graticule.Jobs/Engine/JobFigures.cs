using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Graticule.Jobs.Engine;

/// <summary>What the ends of jobs say to metrics and traces.</summary>
internal static class JobFigures
{
    private static readonly Meter Meter = new(Telemetry.Name);

    private static readonly Histogram<double> RunTime = Meter.CreateHistogram(
        "graticule.job.run_time",
        "s",
        "Time from the start of the last attempt to the end of a job, by process and final state.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3600, 14400] });

    /// <summary>Counts a job that came to its end just now; any other change is no end.</summary>
    public static void Record(JobState before, Job after)
    {
        if (before.IsFinal() || after is not { StartedAt: { } started, FinishedAt: { } finished } || !after.State.IsFinal())
        {
            return;
        }

        var state = after.State switch { JobState.Succeeded => "succeeded", JobState.Failed => "failed", _ => "cancelled" };
        RunTime.Record((finished - started).TotalSeconds, new("process", after.Spec.ProcessId), new("state", state));

        // The span is made when its end is known, since a job may outlive the server that started it.
        using var span = Telemetry.Source.StartActivity("run job", ActivityKind.Internal, parentContext: default, startTime: started);
        span?.SetTag("graticule.job", after.Id.ToString());
        span?.SetTag("graticule.process", after.Spec.ProcessId);
        span?.SetTag("graticule.attempt", after.Attempt);
        span?.SetStatus(after.State == JobState.Failed ? ActivityStatusCode.Error : ActivityStatusCode.Ok, after.Problem?.Message);
        span?.SetEndTime(finished.UtcDateTime);
    }
}
