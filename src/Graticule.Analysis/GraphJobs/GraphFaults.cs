using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;
using Graticule.Jobs;

namespace Graticule.Analysis.GraphJobs;

/// <summary>What jobs say of a graph that cannot be done.</summary>
internal static class GraphFaults
{
    /// <summary>openEO's code of faults that are not the caller's.</summary>
    internal const string Internal = "Internal";

    /// <summary>The problem's subject is openEO's code; its one detail points to the node, through the callbacks around it.</summary>
    internal static Problem ToProblem(GraphException exception) => new(
        exception.Code is Internal ? ProblemKind.ProcessFailed : ProblemKind.InvalidInput,
        exception.Path.Count == 0 ? exception.Message : $"{exception.Message} (node {string.Join(" > ", exception.Path.Select(place => $"'{place.NodeId}'"))})",
        exception.Code,
        [new(Pointer(exception), exception.Message)]);

    /// <summary>What the log's line of it holds for programs.</summary>
    internal static JsonObject ToData(GraphException exception)
    {
        var path = exception.Path.Select(place => new JsonObject { ["node_id"] = place.NodeId, ["process_id"] = place.ProcessId }).ToArray<JsonNode>();
        if (exception.Parameter is { } parameter && path.Length > 0)
        {
            path[^1]["parameter"] = parameter;
        }

        return new() { ["code"] = exception.Code, ["path"] = new JsonArray(path) };
    }

    private static string Pointer(GraphException exception) =>
        string.Concat(exception.Path.Select(place => "/" + place.NodeId.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)))
        + (exception.Parameter is { } parameter ? $"/arguments/{parameter}" : "");
}
