using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Reducers that need no more than a summary of the cells.</summary>
internal static class StatisticReducers
{
    private static readonly Dictionary<string, Func<ZoneSummary, double>> Known = new(StringComparer.Ordinal)
    {
        ["mean"] = summary => summary.Mean,
        ["sum"] = summary => summary.Sum,
        ["min"] = summary => summary.Minimum,
        ["max"] = summary => summary.Maximum,
        ["count"] = summary => summary.Valid,
    };

    /// <summary>What a reducer takes from a summary; null where it is anything but one call of such a process on its data, nodata ignored.</summary>
    internal static Func<ZoneSummary, double>? Find(Callback reducer, GraphProcesses processes)
    {
        if (reducer.Graph.Nodes.Count != 1 || reducer.Graph.Result is not { } id)
        {
            return null;
        }

        var node = reducer.Graph.Nodes[id];
        return node.Namespace is not "user" && processes.Find(node.ProcessId) is not null && node.Arguments.All(argument => IsPlain(argument.Key, argument.Value))
            ? Known.GetValueOrDefault(node.ProcessId)
            : null;
    }

    private static bool IsPlain(string name, GraphValue value) => (name, value) switch
    {
        ("data", ParameterReference { Name: "data" }) => true,
        ("ignore_nodata", ConstantValue { Value: true }) => true,
        ("condition" or "context", ConstantValue { Value: null }) => true,
        _ => false,
    };
}
