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

    private sealed class Frame
    {
        /// <summary>In the place of the value of a node that is being computed.</summary>
        private static readonly object Running = new();

        private readonly ProcessGraph _graph;
        private readonly Parameters _parameters;
        private readonly GraphRun _run;
        private readonly Func<GraphValue, object?> _resolve;
        private readonly Dictionary<string, object?> _values;

        internal Frame(ProcessGraph graph, Parameters parameters, GraphRun run)
        {
            (_graph, _parameters, _run, _resolve) = (graph, parameters, run, Resolve);
            _values = new(graph.Nodes.Count, StringComparer.Ordinal);
        }

        internal object? Result() => _graph.Result is { } result
            ? ValueOf(result)
            : throw new GraphException("ResultNodeMissing", "One node of the graph must be marked with \"result\": true.");

        internal object? ValueOf(string id)
        {
            if (_values.TryGetValue(id, out var value))
            {
                return value != Running ? value : throw new GraphException("ProcessGraphInvalid", $"The node '{id}' needs its own value.");
            }

            if (!_graph.Nodes.TryGetValue(id, out var node))
            {
                throw new GraphException("ProcessGraphInvalid", $"There is no node '{id}' to refer to; there are: {string.Join(", ", _graph.Nodes.Keys)}.");
            }

            _values.Add(id, Running);
            value = Call(node);
            _values[id] = value;
            return value;
        }

        private object? Call(GraphNode node)
        {
            try
            {
                _run.Services.CancellationToken.ThrowIfCancellationRequested();
                var value = _run.Services.Processes.Call(node, new LazyValues(node.Arguments, _resolve), _run);
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
            ParameterReference reference => _parameters.TryFind(reference.Name, out var found)
                ? found
                : throw new GraphException("ProcessParameterMissing", $"There is no parameter '{reference.Name}' here."),
            ListValue list => new ArrayValue([.. list.Items.Select(Resolve)]),
            MembersValue members => new ObjectValue(members.Members.ToDictionary(member => member.Key, member => Resolve(member.Value), StringComparer.Ordinal)),
            ProcessValue process => new Callback(process.Graph, _parameters),
            _ => throw new InvalidOperationException($"What is {value}?"),
        };
    }
}
