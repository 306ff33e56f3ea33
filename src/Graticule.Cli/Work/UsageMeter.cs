using Graticule.Jobs.Execution;

namespace Graticule.Cli.Work;

/// <summary>What this program uses from now on; one program runs one attempt, so that is what the attempt uses.</summary>
internal sealed class UsageMeter(TimeProvider clock)
{
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();

    /// <summary>Leaves <c>usage.json</c> in the workspace, or a word on why not.</summary>
    public async Task WriteAsync(Workspace workspace, TextWriter errors)
    {
        var endedAt = clock.GetUtcNow();
        var (cpu, peak) = Rusage.Measure();
        var usage = new JobUsage
        {
            Nodes = Environment.MachineName,
            StartedAt = _startedAt,
            EndedAt = endedAt,
            ElapsedSeconds = (endedAt - _startedAt).TotalSeconds,
            CpuSeconds = cpu,
            PeakMemoryMiB = peak,
        };
        try
        {
            await workspace.WriteUsageAsync(usage, CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"What was used could not be kept: {exception.Message}");
        }
    }
}
