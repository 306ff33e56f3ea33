namespace Graticule.Jobs.Engine;

/// <summary>One attempt of one job.</summary>
/// <param name="Job">Which job.</param>
/// <param name="Number">From 1.</param>
internal readonly record struct AttemptKey(JobId Job, int Number)
{
    /// <summary>The latest attempt of a job.</summary>
    public static AttemptKey Of(Job job) => new(job.Id, job.Attempt);
}
