using Graticule.Jobs.Processes;

namespace Graticule.Tests.Jobs.Execution;

/// <summary>A process made of a function.</summary>
internal sealed class ScriptedProcess(string id, Func<JobContext, CancellationToken, Task> run) : IProcess
{
    public bool IsTrivial { get; init; }

    public bool IsRepeatable { get; init; }

    public ProcessDescription Description => new()
    {
        Id = id,
        Title = id,
        IsTrivial = IsTrivial,
        IsRepeatable = IsRepeatable,
        Inputs = [new("value", []) { Title = "Anything", MinOccurs = 0 }],
        Outputs = [new("out", []) { Title = "Anything" }],
    };

    public Task RunAsync(JobContext job, CancellationToken cancellationToken) => run(job, cancellationToken);
}
