namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Values that depend on nothing.</summary>
internal static class Constants
{
    internal static IEnumerable<GraphProcess> All =>
    [
        new("pi", _ => Math.PI) { TakesLanes = true },
        new("e", _ => Math.E) { TakesLanes = true },
        new("nan", _ => double.NaN) { TakesLanes = true },
        new("constant", args => args["x"]) { TakesLanes = true },
    ];
}
