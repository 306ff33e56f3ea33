using Graticule.Analysis.Graphs;
using Graticule.Analysis.Graphs.Processes;

namespace Graticule.Tests.Analysis.Graphs.Conformance;

/// <summary>What came of an upstream test.</summary>
/// <param name="Test">The test.</param>
/// <param name="Absent">Processes and files that it needs and that are not there.</param>
/// <param name="Failure">What is wrong with the outcome; null if nothing is.</param>
/// <param name="Waiver">Why the test cannot be met, if it is known to be defective.</param>
internal sealed record UpstreamRun(UpstreamTest Test, IReadOnlyList<string> Absent, string? Failure, string? Waiver)
{
    private static readonly GraphProcesses Processes = new(PredefinedProcesses.All, new Dictionary<string, UserProcess>(StringComparer.Ordinal));

    internal static bool IsThere(string process) => Processes.Find(process) is not null;

    internal static UpstreamRun Of(UpstreamTest test)
    {
        var absent = test.Needs.Where(id => !IsThere(id)).Select(id => $"process {id}").Concat(test.AbsentFiles.Select(file => $"file {file}")).ToList();
        return new(test, absent, absent.Count > 0 ? "not run" : FailureOf(test), UpstreamWaivers.All.GetValueOrDefault(test.Name));
    }

    private static string? FailureOf(UpstreamTest test)
    {
        try
        {
            var value = Evaluate(test);
            var difference = test.Returns ? UpstreamJudge.Compare(test.Body["returns"], value, test.Delta) : $"it must throw {test.Exception ?? "an exception"}, but gives {value ?? "nodata"}";
            return difference;
        }
        catch (GraphException exception) when (test.Throws)
        {
            return test.Exception is null || test.Exception == exception.Code ? null : $"it must throw {test.Exception}, not {exception.Code}";
        }
        catch (Exception exception) when (exception is GraphException or IOException or FormatException or InvalidOperationException or ArgumentException)
        {
            return $"it throws {exception.Message}";
        }
    }

    private static object? Evaluate(UpstreamTest test)
    {
        var arguments = test.Arguments.ToDictionary(argument => argument.Key, argument => UpstreamValues.Read(argument.Value), StringComparer.Ordinal);
        var node = new GraphNode("test", test.Process, Namespace: null, arguments, Uses: 0);
        var graph = new ProcessGraph(new Dictionary<string, GraphNode>(StringComparer.Ordinal) { [node.Id] = node }, node.Id);
        return GraphEvaluator.Evaluate(graph, Parameters.None, new(new() { Processes = Processes }));
    }
}
