namespace Graticule.Analysis.Graphs;

/// <summary>A process given as an argument, such as a reducer, with the parameters that were in sight where it was written.</summary>
public sealed record Callback(ProcessGraph Graph, Parameters Outer)
{
    /// <summary>Runs it once.</summary>
    /// <param name="run">Where.</param>
    /// <param name="parameters">What the caller gives: <c>x</c>, <c>data</c>, <c>context</c> and the like.</param>
    /// <exception cref="GraphException">A process of it cannot be done.</exception>
    public object? Invoke(GraphRun run, params IEnumerable<(string Name, object? Value)> parameters) =>
        GraphEvaluator.Evaluate(Graph, new(parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal), Outer), run);

    /// <summary>Whether all its processes, callbacks within it included, take lanes.</summary>
    public bool TakesLanes(GraphProcesses processes) => TakesLanes(Graph, processes);

    private static bool TakesLanes(ProcessGraph graph, GraphProcesses processes) => graph.Nodes.Values.All(node =>
        processes.Find(node.ProcessId) is { TakesLanes: true }
        && node.Arguments.Values.OfType<ProcessValue>().All(process => TakesLanes(process.Graph, processes)));
}
