using System.Globalization;
using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>Makes nodes of today, with ids that tell their processes: <c>filterbbox1</c>, <c>filterbbox2</c>.</summary>
internal sealed class NodeWriter
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public JsonObject Nodes { get; } = [];

    /// <summary>Adds a node and tells its id.</summary>
    public string Add(string process, JsonObject arguments)
    {
        var name = process.Replace("_", "", StringComparison.Ordinal);
        var number = _counts.GetValueOrDefault(name) + 1;
        _counts[name] = number;
        var id = string.Create(CultureInfo.InvariantCulture, $"{name}{number}");
        Nodes[id] = new JsonObject { ["process_id"] = process, ["arguments"] = arguments };
        return id;
    }

    public static JsonObject FromNode(string id) => new() { ["from_node"] = id };

    public static JsonObject FromParameter(string name) => new() { ["from_parameter"] = name };

    /// <summary>A graph for a parameter that takes one: its nodes, whose last is the result.</summary>
    public static JsonObject Callback(NodeWriter nodes)
    {
        nodes.End();
        return new JsonObject { ["process_graph"] = nodes.Nodes };
    }

    /// <summary>A graph of one process that takes the values as <c>data</c>.</summary>
    public static JsonObject Callback(string process)
    {
        var nodes = new NodeWriter();
        nodes.Add(process, new JsonObject { ["data"] = FromParameter("data") });
        return Callback(nodes);
    }

    /// <summary>Marks the last node as the result.</summary>
    public void End() => Nodes[Nodes.Count - 1]!["result"] = true;
}
