using Graticule.Cli.Client;
using Graticule.Cli.Terminal;
using Graticule.Jobs;

namespace Graticule.Cli;

/// <summary>Waits for a job's end with a progress bar.</summary>
internal static class JobWait
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Last = TimeSpan.FromSeconds(1);

    /// <summary>The job as it ended. An interruption leaves it running, and says so.</summary>
    public static async Task<RemoteJob> UntilEndAsync(Api api, RemoteJob job, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            return await ProgressDisplay.WatchAsync($"{job.Process} {job.Id}", error, progress => PollAsync(api, job, progress, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync($"Job {job.Id} goes on; 'graticule cancel {job.Id}' ends it.");
            throw;
        }
    }

    private static async Task<RemoteJob> PollAsync(Api api, RemoteJob job, IProgress<Step> progress, CancellationToken cancellationToken)
    {
        var pause = First;
        while (!job.State.IsFinal())
        {
            progress.Report(new(job.Progress, job.Message));
            await Task.Delay(pause, cancellationToken);
            pause = pause * 1.5 < Last ? pause * 1.5 : Last;
            job = await api.FindAsync(job.Id, cancellationToken);
        }

        return job;
    }
}
