using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Graphs.Specs;

/// <summary>
/// Checks processes that users wrote, without running them, and tells all faults: of the graph's form, of references, and of arguments against
/// the definitions. May be used by several threads.
/// </summary>
/// <param name="processes">What graphs may call.</param>
public sealed class GraphCheck(KnownProcesses processes)
{
    /// <summary>How large graphs may be.</summary>
    public GraphLimits Limits { get; init; } = new();

    /// <summary>Names that arguments can have.</summary>
    public KnownNames Names { get; init; } = new();

    /// <summary>Checks an object with <c>process_graph</c> and, if it has any, <c>parameters</c>.</summary>
    /// <returns>The faults, in the order of the document; none if the process can be run, as far as can be told before.</returns>
    public IReadOnlyList<GraphFault> Check(JsonNode? process)
    {
        var run = new CheckRun(processes, Limits, Names);
        if (process is not JsonObject members)
        {
            run.Add(new("ProcessInvalid", "A process is an object with the member 'process_graph'."));
            return run.Faults;
        }

        var scope = new ParameterScope(ReadParameters(members["parameters"], run), null);
        if (members["process_graph"] is JsonObject { Count: > 0 } graph)
        {
            new LevelCheck(run, graph, scope, [], 1).Check();
        }
        else
        {
            run.Add(new("ProcessGraphMissing", "The process has no 'process_graph': an object with at least one node."));
        }

        return run.Faults;
    }

    private static Dictionary<string, ProcessParameter> ReadParameters(JsonNode? parameters, CheckRun run)
    {
        var found = new Dictionary<string, ProcessParameter>(StringComparer.Ordinal);
        if (parameters is not (null or JsonArray))
        {
            run.Add(new("ProcessInvalid", "The 'parameters' of a process must be an array."));
            return found;
        }

        using var document = JsonDocument.Parse((parameters ?? new JsonArray()).ToJsonString());
        var read = ProcessParameter.ReadAll(document.RootElement)!;
        if (read.Count < document.RootElement.GetArrayLength())
        {
            run.Add(new("ProcessInvalid", "Each parameter of a process must be an object with the text 'name'."));
        }

        foreach (var parameter in read)
        {
            if (!found.TryAdd(parameter.Name, parameter with { Default = parameter.Default?.Clone() }))
            {
                run.Add(new("ProcessInvalid", $"The process has two parameters '{parameter.Name}'.") { Parameter = parameter.Name });
            }
        }

        return found;
    }
}
