using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Commands;

/// <summary>A deployed process that is one command in a container image.</summary>
internal sealed class CommandProcess : IProcess
{
    private readonly CommandUnit _unit;

    /// <param name="description">As it was deployed.</param>
    /// <param name="unit">The package's execution unit.</param>
    public CommandProcess(ProcessDescription description, JsonObject unit)
    {
        _unit = CommandUnit.Read(unit);
        Description = description with { Resources = _unit.Resources() };
    }

    public ProcessDescription Description { get; }

    public IReadOnlyList<Fault> Check(JobSpec spec) => [.. InputWords.Check(Description, spec.Inputs)];

    public Task RunAsync(JobContext job, CancellationToken cancellationToken) => new CommandRun(Description, _unit, job).RunAsync(cancellationToken);
}
