using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>Runs process graphs while their callers wait.</summary>
internal sealed class WaitedRuns(JobEngine engine, ProcessCatalog catalog, BatchJobs jobs, OpenEoOptions options)
{
    /// <summary>Runs a graph until it ends, or until nobody waits any more, which ends it.</summary>
    public async Task<Job> RunAsync(Caller caller, JobSpec spec, CancellationToken cancellationToken)
    {
        if (catalog.Get(caller.Subject, spec.ProcessId).Description.IsTrivial)
        {
            return await engine.RunAsync(caller.Subject, Words.Dialect, spec, limit: null, cancellationToken);
        }

        var run = await engine.SubmitAsync(caller.Subject, Words.Dialect, spec, cancellationToken);
        try
        {
            run = await engine.WaitAsync(caller.Subject, run.Id, options.MaxWait, cancellationToken);
            return run.State.IsFinal() ? run : await jobs.EndAsync(run, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            // Nobody is there any more to take what it would give.
            await jobs.DiscardAsync(run, CancellationToken.None);
            throw;
        }
    }
}
