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
            Say(workspace, Beginning(job));
            if (job.Attempt > 1)
            {
                await logs.ReopenAsync(job.Id, stop);
            }

            var inputs = await staging.StageAsync(job, process, workspace.Path, stop);
            inputs = await new NestedStaging(catalog, staging, workspace.Path).StageAsync(job, inputs, stop);
            if (InputReferences.Any(job.Spec.Inputs))
            {
                Say(workspace, "The inputs are there.");
            }

            var spec = job.Spec with { Inputs = inputs, Callbacks = null, Presentation = null };
            await workspace.WriteOrderAsync(OrderOf(job, spec), stop);
            return await executor.SubmitAsync(new(workspace, job.Spec.Resources) { Job = job.Id }, stop);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new(ProblemKind.Unavailable, $"The server could not prepare the job's folder: {exception.Message}"), exception);
        }
    }

    private JobOrder OrderOf(Job job, JobSpec spec)
    {
        var package = catalog.PackageOf(spec);
        var nested = NestedCalls.FindAll(spec.Inputs)
            .Select(call => call.Package)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(digest => digest, digest => catalog.PackageOf(spec with { Package = digest })!, StringComparer.Ordinal);
        var isDeployed = package is not null || nested.Count > 0;
        var settings = isDeployed ? options.PackageSettings : options.ProcessSettings.GetValueOrDefault(spec.ProcessId);
        return new(job.Id, job.Attempt, spec, package, settings, nested.Count > 0 ? nested : null)
        {
            Keep = options.KeepBytes > 0 ? new($"../{WorkspaceFolder.Kept}", options.KeepAfter, options.KeepBytes) : null,
        };
    }

    private string Beginning(Job job) => job.Tries switch
    {
        1 when job.Attempt == 1 => "The job left the queue.",
        1 => "The job left the queue and goes on after its pause.",
        _ => $"Attempt {job.Tries} of at most {options.MaxAttempts}.",
    };

    private void Say(Workspace workspace, string message) => WorkspaceLog.Append(workspace, new(clock.GetUtcNow(), LogLevel.Info, message));
}
