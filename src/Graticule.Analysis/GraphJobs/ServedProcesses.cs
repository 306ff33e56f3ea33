using Graticule.Analysis.Graphs.Processes;
using Graticule.Analysis.Graphs.Specs;

namespace Graticule.Analysis.GraphJobs;

/// <summary>What is told to callers of the processes that graphs may call.</summary>
public static class ServedProcesses
{
    /// <summary>The definitions of all processes that can be run, by id.</summary>
    public static IReadOnlyList<ProcessSpec> All { get; } = ProcessSpecs.Of(PredefinedProcesses.All);
}
