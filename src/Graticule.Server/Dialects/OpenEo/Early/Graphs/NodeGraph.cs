using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>Graphs of 0.4: nodes as today's, with <c>callback</c> and <c>from_argument</c> and some processes that are others now.</summary>
internal static class NodeGraph
{
    /// <exception cref="EarlyGraphException">Something in it is not understood or not there.</exception>
    public static TranslatedGraph Translate(JsonNode graph, JsonObject? output, Translation translation)
    {
        var nodes = new NodeLevel(Nodes(graph), translation, isCallback: false).Translate();
        if (output is not null)
        {
            Save(nodes, output, translation);
        }

        return new(nodes, translation.Remarks);
    }

    /// <summary>The nodes of a graph.</summary>
    public static JsonObject Nodes(JsonNode graph) => graph is JsonObject { Count: > 0 } nodes && nodes.All(node => node.Value is JsonObject)
        ? nodes
        : throw new EarlyGraphException("The process graph must be an object of nodes, each an object with 'process_id' and 'arguments'.");

    /// <summary>Saves the result, where the graph does not do so itself.</summary>
    private static void Save(JsonObject nodes, JsonObject output, Translation translation)
    {
        var result = nodes.FirstOrDefault(node => (bool?)node.Value!["result"] == true);
        if (result.Value is not JsonObject last || (string?)last["process_id"] == "save_result")
        {
            return;
        }

        last.Remove("result");
        Outputs.Save(new(result.Key), output, translation);
        var (_, save) = translation.Writer.Nodes.Single();
        var id = NodeLevel.Unused(nodes, "save");
        nodes[id] = save!.DeepClone();
        nodes[id]!["result"] = true;
    }
}
