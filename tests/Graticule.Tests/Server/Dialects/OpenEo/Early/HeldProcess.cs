using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early;

/// <summary>A process whose runs are counted, and which does not begin with graphs that a test names until the test lets it.</summary>
internal sealed class HeldProcess(IProcess inner) : IProcess
{
    private int _runs;

    /// <summary>Runs whose order has this text wait until it is taken away, or they are stopped.</summary>
    public string? Hold { get; set; }

    public int Runs => _runs;

    public ProcessDescription Description => inner.Description;

    public IReadOnlyList<Fault> Check(JobSpec spec) => inner.Check(spec);

    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _runs);
        while (Hold is { } text && job.Inputs.ToJsonString().Contains(text, StringComparison.Ordinal))
        {
            await Task.Delay(10, cancellationToken);
        }

        await inner.RunAsync(job, cancellationToken);
    }
}
