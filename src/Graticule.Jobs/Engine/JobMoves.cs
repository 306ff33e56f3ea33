using Graticule.Jobs.Execution;

namespace Graticule.Jobs.Engine;

/// <summary>Changes of a job, as functions.</summary>
internal static class JobMoves
{
    /// <exception cref="ProblemException">Conflict when a job cannot move from the one state to the other.</exception>
    public static void Check(Job from, Job to)
    {
        if (to.State != from.State && !from.State.CanBecome(to.State))
        {
            throw new ProblemException(ProblemKind.Conflict, $"Job '{from.Id}' is {from.State} and cannot become {to.State}.", from.Id.ToString());
        }
    }

    /// <summary>The job as its attempt's report leaves it.</summary>
    public static Job Finish(Job job, JobReport report, DateTimeOffset now) => job with
    {
        State = report.Problem is null ? JobState.Succeeded : JobState.Failed,
        Problem = report.Problem,
        Message = report.Problem?.Message,
        Outputs = report.Outputs,
        Progress = report.Problem is null ? 1 : job.Progress,
        FinishedAt = now,
        UpdatedAt = now,
    };
}
