using System.Text.Json.Nodes;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Processes;

namespace Graticule.Jobs.Engine;

/// <summary>Runs a trivial process inside the server.</summary>
internal static class InlineAttempt
{
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public static Task<JobReport> RunAsync(IProcess process, JobSpec spec, IOwnJobs jobs, CancellationToken cancellationToken) =>
        Attempt.RunAsync(process, new JobContext(spec, folder: "", cores: 1, Silence.Instance) { OwnJobs = jobs }, cancellationToken);

    private sealed class Silence : IJobEcho
    {
        public static readonly Silence Instance = new();

        public void Progress(double share, string? message)
        {
            // A trivial process is over before anybody could ask.
        }

        public void Log(LogLevel level, string message, JsonObject? data = null)
        {
            // The same.
        }
    }
}
