namespace Graticule.Jobs.Processes;

/// <summary>The owner of a job and their other jobs, for a process that runs inside the server.</summary>
public interface IOwnJobs
{
    /// <summary>Subject of the caller whose job it is.</summary>
    string Owner { get; }

    /// <summary>Waits for the end of another of the owner's jobs; answers after <paramref name="limit"/> with the job as it is then.</summary>
    /// <exception cref="ProblemException">NotFound, also for a job of somebody else.</exception>
    Task<Job> WaitAsync(JobId id, TimeSpan limit, CancellationToken cancellationToken);
}
