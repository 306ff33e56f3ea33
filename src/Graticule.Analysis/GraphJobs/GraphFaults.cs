using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;
using Graticule.Analysis.Graphs.Specs;
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

    /// <summary>All that can be said against a process before it is run; pointers begin at the graph.</summary>
    /// <param name="process">With its <c>process_graph</c>.</param>
    /// <param name="own">Processes that it may call besides the predefined ones, by id; what is no object is left out.</param>
    internal static IReadOnlyList<Fault> FindAll(JsonObject process, JsonObject? own)
    {
        var specs = (own ?? []).Where(one => one.Value is JsonObject).ToDictionary(one => one.Key, one => SpecOf(one.Key, one.Value!), StringComparer.Ordinal);
        return
        [
            .. new GraphCheck(new(ServedProcesses.All, specs)).Check(process)
                .Select(fault => new Fault(Pointer(fault.Path, fault.Parameter), fault.Message)),
        ];
    }

    private static ProcessSpec SpecOf(string id, JsonNode process)
    {
        using var document = JsonDocument.Parse(process.ToJsonString());
        return ProcessSpec.Read(id, document.RootElement.Clone());
    }

    private static string Pointer(GraphException exception) => Pointer(exception.Path, exception.Parameter);

    private static string Pointer(IReadOnlyList<GraphPlace> path, string? parameter) =>
        string.Concat(path.Select(place => "/" + place.NodeId.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)))
        + (parameter is null ? "" : $"/arguments/{parameter}");
}
