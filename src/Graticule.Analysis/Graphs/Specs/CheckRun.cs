using System.Globalization;

namespace Graticule.Analysis.Graphs.Specs;

/// <summary>One check: what it goes by, and what it has found so far.</summary>
internal sealed class CheckRun(KnownProcesses processes, GraphLimits limits, KnownNames names)
{
    private readonly List<GraphFault> _faults = [];
    private int _nodes;

    internal KnownProcesses Processes => processes;

    internal GraphLimits Limits => limits;

    internal KnownNames Names => names;

    internal IReadOnlyList<GraphFault> Faults => _faults;

    /// <summary>Whether no more faults are told, so that none need be looked for.</summary>
    internal bool IsFull => _faults.Count >= limits.MostFaults;

    internal void Add(GraphFault fault)
    {
        if (!IsFull)
        {
            _faults.Add(fault);
        }
    }

    /// <summary>Whether so many nodes more are allowed; if not, the fault is told, once.</summary>
    internal bool TakeNodes(int count)
    {
        var before = _nodes;
        _nodes += count;
        if (before <= limits.MostNodes && _nodes > limits.MostNodes)
        {
            var most = limits.MostNodes.ToString(CultureInfo.InvariantCulture);
            Add(new("ProcessGraphComplexity", $"The process has more than {most} nodes; divide it into several."));
        }

        return _nodes <= limits.MostNodes;
    }
}
