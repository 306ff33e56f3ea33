using Microsoft.Extensions.Logging;

namespace Graticule.Jobs.Engine;

/// <summary>Writes what an attempt does into its job's row, until the store has it or the attempt is no longer the row's.</summary>
internal sealed class AttemptRow(JobEngine engine, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The saved job; null when the row has moved on: the job was cancelled, or another server has taken it over and begun again. A
    /// store that fails is asked again, with pauses, until the token fires.
    /// </summary>
    public async Task<Job?> SaveAsync(Job known, Func<Job, Job> change, CancellationToken stopping)
    {
        var pause = TimeSpan.FromMilliseconds(100);
        while (true)
        {
            try
            {
                return await engine.ChangeAsync(known, found => IsStillRunning(known, found) ? change(found) : throw MovedOn(found), stopping);
            }
            catch (ProblemException exception) when (exception.Problem.Kind is ProblemKind.Conflict or ProblemKind.NotFound)
            {
                return null;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogError(exception, "Job {Job} could not be saved; trying again in {Pause}.", known.Id, pause);
            }

            await Task.Delay(pause, clock, stopping);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>The row as it is now; null when it is gone.</summary>
    public Task<Job?> FindAsync(JobId id, CancellationToken cancellationToken) => engine.FindAsync(id, cancellationToken);

    /// <summary>What a process that runs inside the server may know of its owner.</summary>
    public OwnJobs JobsOf(string owner) => new(engine, owner);

    private static bool IsStillRunning(Job known, Job found) => found.State == JobState.Running && found.Attempt == known.Attempt;

    private static ProblemException MovedOn(Job found) =>
        new(ProblemKind.Conflict, $"Job '{found.Id}' is {found.State} in attempt {found.Attempt}.", found.Id.ToString());
}
