using Graticule.Jobs.Processes;

namespace Graticule.Benchmarks;

/// <summary>Described here, run by a cluster.</summary>
internal sealed class NothingProcess : IProcess
{
    public ProcessDescription Description { get; } =
        new() { Id = "nothing", Title = "Nothing", Inputs = [new("number", []) { Title = "Number" }], Outputs = [] };

    public Task RunAsync(JobContext job, CancellationToken cancellationToken) => throw new NotSupportedException("It runs in the cluster.");
}
