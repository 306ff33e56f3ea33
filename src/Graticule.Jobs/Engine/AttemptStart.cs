using Graticule.Jobs.Execution;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Processes;
using Microsoft.Extensions.Logging;

namespace Graticule.Jobs.Engine;

/// <summary>Brings a claimed job to its executor: folder, inputs, order, hand-over.</summary>
internal sealed class AttemptStart(
    ProcessCatalog catalog, WorkspaceFolder workspaces, JobLogs logs, IInputStaging staging, EngineOptions options, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The handle of the work. What may help when it is tried again (a remote host that is down, a full disk) is tried again, with pauses,
    /// as often as a job has attempts.
    /// </summary>
    /// <exception cref="ProblemException">The job cannot be started, and fails with this problem.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public async Task<string> StartAsync(Job job, IExecutor executor, CancellationToken stop)
    {
        var pause = FirstPause;
        var tries = 1;
        while (true)
        {
            try
            {
                return await TryAsync(job, executor, stop);
            }
            catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.Unavailable && tries < options.MaxAttempts)
            {
                log.LogWarning(exception, "Job {Job} cannot be started now.", job.Id);
            }

            await Task.Delay(pause, clock, stop);
            pause *= 4;
            tries++;
        }
    }

    public Workspace WorkspaceOf(Job job) => workspaces.Of(job.Id, job.Attempt);

    private async Task<string> TryAsync(Job job, IExecutor executor, CancellationToken stop)
    {
        try
        {
            var process = catalog.Of(job.Spec)?.Description
                ?? throw new ProblemException(ProblemKind.NotFound, $"The process '{job.Spec.ProcessId}' is not there any more.", job.Spec.ProcessId);
            var workspace = workspaces.Create(job.Id, job.Attempt);
            Say(workspace, job.Attempt == 1 ? "The job left the queue." : $"Attempt {job.Attempt} of at most {options.MaxAttempts}.");
            if (job.Attempt > 1)
            {
                await logs.ReopenAsync(job.Id, stop);
            }

            var inputs = await staging.StageAsync(job, process, workspace.Path, stop);
            if (InputReferences.Any(job.Spec.Inputs))
            {
                Say(workspace, "The inputs are there.");
            }

            var spec = job.Spec with { Inputs = inputs, Callbacks = null, Presentation = null };
            var package = catalog.PackageOf(job.Spec);
            await workspace.WriteOrderAsync(new(job.Id, job.Attempt, spec, package, package is null ? null : options.PackageSettings), stop);
            return await executor.SubmitAsync(new(workspace, job.Spec.Resources) { Job = job.Id }, stop);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new(ProblemKind.Unavailable, $"The server could not prepare the job's folder: {exception.Message}"), exception);
        }
    }

    private void Say(Workspace workspace, string message) => WorkspaceLog.Append(workspace, new(clock.GetUtcNow(), LogLevel.Info, message));
}
