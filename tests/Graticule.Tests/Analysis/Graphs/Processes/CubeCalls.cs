using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;
using Graticule.Analysis.Graphs.Processes;
using Graticule.Raster.Cubes;

namespace Graticule.Tests.Analysis.Graphs.Processes;

/// <summary>Calls of single processes on small cubes, read in tiny windows.</summary>
internal static class CubeCalls
{
    /// <summary>Processes for callbacks, written as plainly as can be; those of the project under the same ids are not used.</summary>
    private static readonly GraphProcess[] Plain =
    [
        new("t_sum", args => Items(args).Where(item => item is not null).Select(item => (double)item!).DefaultIfEmpty(Missing.Value).Sum()),
        new("t_count", args => (double)Items(args).Count(item => item is not null)),
        new("t_length", args => (double)Items(args).Count),
        new("t_reverse", args => new ArrayValue([.. Items(args).Reverse()])),
        new("t_ends", args => new ArrayValue([Items(args)[0], Items(args)[^1]])),
        new("t_valid", args => new ArrayValue([.. Items(args).Where(item => item is not null)])),
        new("t_at", args => Items(args)[args.Get<ArrayValue>("data").Labels!.ToList().IndexOf(args["label"] is double number ? new Label(number) : new Label(args.Text("label")))]),
        new("t_add", args => args["x"] is double x && args["y"] is double y ? x + y : null),
        new("t_minus", args => Lane(args, "x") is { } x && Lane(args, "y") is { } y ? Minus(args, x, y) : null) { TakesLanes = true },
        new("t_later", args => string.CompareOrdinal(args["value"]?.ToString(), args.Text("than")) > 0),
    ];

    internal static object? Call(string process, string arguments, params (string Name, object? Value)[] parameters) =>
        Call(process, arguments, [], parameters);

    internal static object? Call(string process, string arguments, List<string> log, params (string Name, object? Value)[] parameters)
    {
        var graph = GraphParser.Parse(new JsonObject
        {
            ["n"] = new JsonObject { ["process_id"] = process, ["arguments"] = JsonNode.Parse(arguments), ["result"] = true },
        });
        return GraphEvaluator.Evaluate(graph, new(parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal)), Run(log));
    }

    /// <summary>A cube that a process makes of the cube that its argument <c>data</c> refers to by <c>d</c>.</summary>
    internal static Cube Make(string process, Cube data, string arguments, params (string Name, object? Value)[] parameters) =>
        Assert.IsAssignableFrom<Cube>(Call(process, arguments.Insert(1, """ "data": {"from_parameter": "d"}, """).Replace(", }", "}", StringComparison.Ordinal), [("d", data), .. parameters]));

    internal static string Code(Action action) => Assert.Throws<GraphException>(action).Code;

    internal static GraphRun Run(List<string> log) => new(new GraphServices
    {
        Processes = new([.. PredefinedProcesses.All, .. Plain], new Dictionary<string, UserProcess>(StringComparer.Ordinal)),
        Log = (level, code, message) =>
        {
            // Called by all threads of a walk.
            lock (log)
            {
                log.Add($"{level} {code} {message}");
            }
        },
    });

    /// <summary>A callback of one process whose arguments are the parameters named, and constants.</summary>
    internal static string Callback(string process, string arguments) =>
        $$"""{"process_graph": {"c": {"process_id": "{{process}}", "arguments": {{arguments}}, "result": true} } }""";

    internal static string Reducer(string process) => Callback(process, """{"data": {"from_parameter": "data"}}""");

    private static IReadOnlyList<object?> Items(Arguments args) => args.Get<ArrayValue>("data").Items;

    private static Lanes? Lane(Arguments args, string name) => args[name] switch
    {
        Lanes lanes => lanes,
        double number => new(Enumerable.Repeat(number, args.Run.LaneCount).ToArray()),
        _ => null,
    };

    private static Lanes Minus(Arguments args, Lanes x, Lanes y)
    {
        var lanes = args.Run.NewLanes();
        for (var i = 0; i < x.Count; i++)
        {
            lanes.Span[i] = Missing.Is(x.Span[i]) || Missing.Is(y.Span[i]) ? Missing.Value : x.Span[i] - y.Span[i];
        }

        return lanes;
    }
}
