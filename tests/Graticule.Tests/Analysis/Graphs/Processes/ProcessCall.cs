using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;
using Graticule.Analysis.Graphs.Processes;
using Graticule.Tests.Analysis.Graphs.Conformance;

namespace Graticule.Tests.Analysis.Graphs.Processes;

/// <summary>One call of a predefined process, without a graph around it.</summary>
internal static class ProcessCall
{
    internal static GraphProcesses Processes { get; } = new(PredefinedProcesses.All, new Dictionary<string, UserProcess>(StringComparer.Ordinal));

    /// <summary>Calls with arguments as JSON5 has them; a text that begins with "throws" is the name of an exception.</summary>
    internal static void Check(string process, string arguments, string expected)
    {
        if (expected.StartsWith("throws ", StringComparison.Ordinal))
        {
            var exception = Assert.Throws<GraphException>(() => Call(process, arguments));
            Assert.Equal(expected["throws ".Length..], exception.Code);
        }
        else
        {
            Assert.Null(UpstreamJudge.Compare(Json5.Parse(expected), Call(process, arguments), 1e-12));
        }
    }

    internal static object? Call(string process, string arguments)
    {
        var values = UpstreamArguments(arguments);
        return Call(process, values, new(new() { Processes = Processes }));
    }

    internal static object? Call(string process, IReadOnlyDictionary<string, object?> values, GraphRun run) =>
        Processes.Find(process)!.Apply(new(process, values, run));

    /// <summary>Constants, and callbacks in the place of objects with a process graph.</summary>
    private static Dictionary<string, object?> UpstreamArguments(string arguments) =>
        ((JsonObject)Json5.Parse(arguments)!).ToDictionary(
            argument => argument.Key,
            argument => UpstreamValues.Read(argument.Value) switch
            {
                ConstantValue constant => constant.Value,
                ProcessValue process => new Callback(process.Graph, Parameters.None),
                var other => throw new InvalidOperationException($"{other} is no argument."),
            },
            StringComparer.Ordinal);
}
