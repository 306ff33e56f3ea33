using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;
using Graticule.Analysis.Graphs.Processes;

namespace Graticule.Analysis.GraphJobs;

/// <summary>The inputs of a job, read.</summary>
/// <param name="Graph">What to evaluate.</param>
/// <param name="Parameters">The values of its parameters, defaults included.</param>
/// <param name="Processes">What it may call.</param>
/// <param name="Files">Files by the names that the graph gives them; paths below the job's folder.</param>
internal sealed record GraphOrder(
    ProcessGraph Graph, Parameters Parameters, GraphProcesses Processes, IReadOnlyDictionary<string, string> Files)
{
    /// <exception cref="GraphException">The form of a graph is wrong.</exception>
    internal static GraphOrder Read(JsonObject inputs)
    {
        var process = inputs[GraphDescription.Process];
        var own = (inputs[GraphDescription.Processes] as JsonObject ?? [])
            .ToDictionary(one => one.Key, one => new UserProcess(GraphParser.Parse(one.Value?["process_graph"]), Defaults(one.Value)), StringComparer.Ordinal);
        var arguments = (inputs[GraphDescription.Arguments] as JsonObject ?? [])
            .ToDictionary(argument => argument.Key, argument => Constant(argument.Value), StringComparer.Ordinal);
        var names = Texts(inputs[GraphDescription.Paths]);
        var files = Texts(inputs[GraphDescription.Files]);
        return names.Count == files.Count
            ? new(
                GraphParser.Parse(process?["process_graph"]),
                new(arguments, new(Defaults(process))),
                new(PredefinedProcesses.All, own),
                names.Zip(files).DistinctBy(pair => pair.First, StringComparer.Ordinal).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal))
            : throw new GraphException("ProcessParameterInvalid", $"There are {names.Count} names of files and {files.Count} files; there must be as many of both.");
    }

    /// <summary>Values of the parameters that may be left out.</summary>
    private static Dictionary<string, object?> Defaults(JsonNode? process) => (process?["parameters"] as JsonArray ?? [])
        .OfType<JsonObject>()
        .Where(parameter => parameter.ContainsKey("default") || parameter["optional"]?.GetValueKind() == JsonValueKind.True)
        .ToDictionary(parameter => parameter["name"]!.GetValue<string>(), parameter => Constant(parameter["default"]), StringComparer.Ordinal);

    private static object? Constant(JsonNode? value) => GraphParser.ParseValue(value) is ConstantValue constant
        ? constant.Value
        : throw new GraphException("ProcessParameterInvalid", "The value of a parameter cannot refer to nodes or to other parameters.");

    private static List<string> Texts(JsonNode? list) => list switch
    {
        JsonArray array => [.. array.Select(item => item?.ToString() ?? "")],
        null => [],
        _ => [list.ToString()],
    };
}
