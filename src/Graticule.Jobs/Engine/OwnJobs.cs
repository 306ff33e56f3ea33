using Graticule.Jobs.Processes;

namespace Graticule.Jobs.Engine;

/// <summary>An owner's jobs, through the door that callers use too.</summary>
internal sealed class OwnJobs(JobEngine engine, string owner) : IOwnJobs
{
    public string Owner => owner;

    public Task<Job> WaitAsync(JobId id, TimeSpan limit, CancellationToken cancellationToken) => engine.WaitAsync(owner, id, limit, cancellationToken);
}
