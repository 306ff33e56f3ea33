namespace Graticule.Analysis.Graphs;

/// <summary>The processes that graphs may call: the predefined ones, and those of the user whose graph it is.</summary>
/// <param name="predefined">With different ids.</param>
/// <param name="own">The user's; one hides a predefined process of the same id.</param>
public sealed class GraphProcesses(IEnumerable<GraphProcess> predefined, IReadOnlyDictionary<string, UserProcess> own)
{
    private readonly Dictionary<string, GraphProcess> _byId = predefined.ToDictionary(process => process.Id, StringComparer.Ordinal);

    /// <summary>A predefined process; null where there is none, or where the user's own hides it.</summary>
    public GraphProcess? Find(string id) => own.ContainsKey(id) ? null : _byId.GetValueOrDefault(id);

    private static GraphException Unknown(GraphNode node)
    {
        var place = node.Namespace is null ? "" : $" in the namespace '{node.Namespace}'";
        return new("ProcessUnsupported", $"There is no process '{node.ProcessId}'{place}.");
    }

    /// <summary>Calls the process of a node.</summary>
    /// <exception cref="GraphException">There is no such process, or it cannot be done.</exception>
    internal object? Call(GraphNode node, IReadOnlyDictionary<string, object?> arguments, GraphRun run)
    {
        if (node.Namespace is null or "user" && own.TryGetValue(node.ProcessId, out var user))
        {
            return GraphEvaluator.Evaluate(user.Graph, new(arguments, new(user.Defaults)), run);
        }

        return node.Namespace is null or "backend" or "predefined" && _byId.TryGetValue(node.ProcessId, out var process)
            ? process.Apply(new(node.ProcessId, arguments, run))
            : throw Unknown(node);
    }
}
