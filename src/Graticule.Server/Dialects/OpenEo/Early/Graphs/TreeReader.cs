using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>Reads graphs that are processes within processes: those of 0.0.x and 0.3.</summary>
internal static class TreeReader
{
    /// <summary>Translates the outermost process, and so all others.</summary>
    /// <exception cref="EarlyGraphException">Something in it is not understood.</exception>
    public static EarlyImage Read(JsonNode graph, Translation translation) => graph switch
    {
        JsonObject tree => Process(tree, translation),
        JsonValue value when value.TryGetValue<string>(out var id) => StoredGraphs.Read(id, new(id, [], translation)),
        _ => throw new EarlyGraphException("The process graph must be an object with 'process_id', or the id of a stored process graph."),
    };

    /// <summary>An image that is an argument of a process; a list of several is their union.</summary>
    public static EarlyImage Image(JsonNode value, ProcessCall call, string name) => value switch
    {
        JsonObject tree => Process(tree, call.Translation),
        JsonArray { Count: 1 } list when list[0] is JsonObject tree => Process(tree, call.Translation),
        JsonArray { Count: > 1 } list => Combining.Union(list, call, name),
        _ => throw call.Wrong(name, "must be a process (an object with 'process_id'), data (an object with 'product_id'), or an array of such"),
    };

    private static EarlyImage Process(JsonObject tree, Translation translation)
    {
        if (Text(tree["process_id"]) is { } process)
        {
            var call = new ProcessCall(process, Arguments(tree, process, translation.Form), translation);
            return EarlyProcesses.Find(translation.Form, process)?.Translate(call) ?? Other(call);
        }

        var product = tree["product_id"] ?? tree["collection_id"] ?? tree["process_graph_id"];
        return Text(product) switch
        {
            { } id when ReferenceEquals(product, tree["process_graph_id"]) => StoredGraphs.Read(id, new(id, [], translation)),
            { } id => Loading.Load(id, new("product_id", tree, translation)),
            null => throw new EarlyGraphException($"A part of the process graph has neither a text as 'process_id' nor one as 'product_id'; it has: {string.Join(", ", tree.Select(member => member.Key))}."),
        };
    }

    private static EarlyImage Other(ProcessCall call)
    {
        if (call.Process.StartsWith("/user/", StringComparison.Ordinal))
        {
            return StoredGraphs.Read(call.Process["/user/".Length..], call);
        }

        return call.Process.StartsWith("/udf/", StringComparison.Ordinal)
            ? UserScripts.Run(call)
            : call.Process is "get_results"
            ? throw new EarlyGraphException("Results of other jobs cannot be loaded here: put the process graph of that job in the place of 'get_results'.", call.Process)
            : throw new EarlyGraphException(
                $"There is no process '{call.Process}'; there are: {string.Join(", ", EarlyProcesses.Of(call.Translation.Form).Select(known => known.Id))}, "
                + "'/user/' and the id of a stored process graph, and '/udf/Python/' and the type of a user-defined function.", call.Process);
    }

    private static JsonObject Arguments(JsonObject tree, string process, EarlyForm form)
    {
        if (tree["args"] is JsonObject nested)
        {
            return nested;
        }

        if (tree["args"] is not null)
        {
            throw new EarlyGraphException($"The arguments 'args' of the process '{process}' must be an object.", process);
        }

        if (form == EarlyForm.Nested && tree.Count > 1)
        {
            throw new EarlyGraphException($"The arguments of the process '{process}' must be in an object 'args'.", process);
        }

        var flat = tree.DeepClone().AsObject();
        flat.Remove("process_id");
        flat.Remove("process_description");
        return flat;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
