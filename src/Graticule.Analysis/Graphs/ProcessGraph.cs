namespace Graticule.Analysis.Graphs;

/// <summary>A process graph in the form of openEO 1.x: nodes by id, one of them the result.</summary>
/// <param name="Nodes">In the order of the document.</param>
/// <param name="Result">Id of the node whose value is the graph's; null where none is marked.</param>
public sealed record ProcessGraph(IReadOnlyDictionary<string, GraphNode> Nodes, string? Result);

/// <summary>One call of a process.</summary>
/// <param name="Id">Unique in its graph.</param>
/// <param name="ProcessId">What is called.</param>
/// <param name="Namespace">Null: the caller's own process of that id if there is one, else the predefined one.</param>
/// <param name="Arguments">By parameter name.</param>
/// <param name="Uses">How many references to its value the graph holds.</param>
public sealed record GraphNode(string Id, string ProcessId, string? Namespace, IReadOnlyDictionary<string, GraphValue> Arguments, int Uses);

/// <summary>An argument as it is written, read once.</summary>
public abstract record GraphValue
{
    /// <summary>Whether there is no reference in it.</summary>
    public virtual bool IsConstant => false;
}

/// <param name="Value">A value without references in it, as <see cref="GraphProcess"/> lists them.</param>
public sealed record ConstantValue(object? Value) : GraphValue
{
    public override bool IsConstant => true;
}

/// <param name="NodeId">Node of the same graph.</param>
public sealed record NodeReference(string NodeId) : GraphValue;

/// <param name="Name">Parameter of the process or callback that the graph is, or of one around it.</param>
public sealed record ParameterReference(string Name) : GraphValue;

/// <param name="Items">Elements, of which at least one holds a reference.</param>
public sealed record ListValue(IReadOnlyList<GraphValue> Items) : GraphValue;

/// <param name="Members">Members, of which at least one holds a reference.</param>
public sealed record MembersValue(IReadOnlyDictionary<string, GraphValue> Members) : GraphValue;

/// <param name="Graph">What the process does.</param>
public sealed record ProcessValue(ProcessGraph Graph) : GraphValue;
