namespace Graticule.Jobs.Processes;

/// <summary>Something a job can run.</summary>
public interface IProcess
{
    ProcessDescription Description { get; }

    /// <summary>
    /// What is wrong with a request beyond its schemas, as far as it shows without opening files; passes over values that do not fit their
    /// schemas, which are reported already. Called in the server before a job is queued: cheap, and no native code.
    /// </summary>
    IReadOnlyList<Fault> Check(JobSpec spec) => [];

    /// <summary>
    /// Runs one job: reads inputs and writes outputs through <paramref name="job"/>. In a worker process, unless the description
    /// says that it is trivial. Must stop soon after <paramref name="cancellationToken"/> fires.
    /// </summary>
    /// <exception cref="ProblemException">The job fails with this problem.</exception>
    Task RunAsync(JobContext job, CancellationToken cancellationToken);
}
