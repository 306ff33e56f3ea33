using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs;

/// <summary>
/// Evaluates graphs: from the result backwards, each node once, and only those that are needed. Cubes come out lazy.
/// </summary>
public static class GraphEvaluator
{
    /// <summary>The value of the result node.</summary>
    /// <param name="graph">What to evaluate.</param>
    /// <param name="parameters">What <c>from_parameter</c> refers to.</param>
    /// <param name="run">The surroundings.</param>
    /// <exception cref="GraphException">A process cannot be done.</exception>
    public static object? Evaluate(ProcessGraph graph, Parameters parameters, GraphRun run) => new Frame(graph, parameters, run).Result();

    /// <summary>As <see cref="Evaluate"/>, and also the nodes that the result does not need: for the sake of what they write.</summary>
    public static object? EvaluateAll(ProcessGraph graph, Parameters parameters, GraphRun run)
    {
        var frame = new Frame(graph, parameters, run);
        foreach (var node in graph.Nodes.Values.Where(node => node.Uses == 0 && node.Id != graph.Result))
        {
            frame.ValueOf(node.Id);
        }

        return frame.Result();
    }

    private sealed class Frame(ProcessGraph graph, Parameters parameters, GraphRun run)
    {
        private readonly Dictionary<string, object?> _done = new(StringComparer.Ordinal);
        private readonly HashSet<string> _running = new(StringComparer.Ordinal);

        internal object? Result() => graph.Result is { } result
            ? ValueOf(result)
            : throw new GraphException("ResultNodeMissing", "One node of the graph must be marked with \"result\": true.");

        internal object? ValueOf(string id)
        {
            if (_done.TryGetValue(id, out var value))
            {
                return value;
            }

            if (!graph.Nodes.TryGetValue(id, out var node))
            {
                throw new GraphException("ProcessGraphInvalid", $"There is no node '{id}' to refer to; there are: {string.Join(", ", graph.Nodes.Keys)}.");
            }

            if (!_running.Add(id))
            {
                throw new GraphException("ProcessGraphInvalid", $"The node '{id}' needs its own value.");
            }

            value = Call(node);
            _running.Remove(id);
            _done.Add(id, value);
            return value;
        }

        private object? Call(GraphNode node)
        {
            try
            {
                run.Services.CancellationToken.ThrowIfCancellationRequested();
                var value = run.Services.Processes.Call(node, new LazyValues(node.Arguments, Resolve), run);
                return value is Cube cube && node.Uses > 1 ? cube.Share() : value;
            }
            catch (GraphException exception)
            {
                exception.PassedBy(new(node.Id, node.ProcessId));
                throw;
            }
        }

        private object? Resolve(GraphValue value) => value switch
        {
            ConstantValue constant => constant.Value,
            NodeReference reference => ValueOf(reference.NodeId),
            ParameterReference reference => parameters.TryFind(reference.Name, out var found)
                ? found
                : throw new GraphException("ProcessParameterMissing", $"There is no parameter '{reference.Name}' here."),
            ListValue list => new ArrayValue([.. list.Items.Select(Resolve)]),
            MembersValue members => new ObjectValue(members.Members.ToDictionary(member => member.Key, member => Resolve(member.Value), StringComparer.Ordinal)),
            ProcessValue process => new Callback(process.Graph, parameters),
            _ => throw new InvalidOperationException($"What is {value}?"),
        };
    }
}
