using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl.Running;

/// <summary>How many tools a workflow will run, as far as it can be known before: a scatter over the workflow's own inputs counts by their lengths.</summary>
internal static class StepCount
{
    private const int Deepest = 16;

    public static int Of(PackedProcess process, JsonObject inputs) => Count(process, inputs, Deepest);

    private static int Count(PackedProcess process, JsonObject inputs, int depth)
    {
        if (process.Class != "Workflow")
        {
            return process.Class == "CommandLineTool" ? 1 : 0;
        }

        var count = 0;
        foreach (var (_, step) in process.Steps)
        {
            if (depth > 0 && step is JsonObject found && process.Run(found) is { } run)
            {
                count += Times(found, inputs) * Count(run, [], depth - 1);
            }
        }

        return count;
    }

    private static int Times(JsonObject step, JsonObject inputs)
    {
        var ports = step["scatter"] switch
        {
            JsonArray several => several.Select(PackedProcess.Text).OfType<string>(),
            var one => new[] { PackedProcess.Text(one) }.OfType<string>(),
        };
        var isProduct = PackedProcess.Text(step["scatterMethod"])?.EndsWith("crossproduct", StringComparison.Ordinal) == true;
        var times = 1;
        foreach (var port in ports.Select(PackedProcess.Last))
        {
            var source = PackedProcess.Named(step["in"], "source").FirstOrDefault(one => one.Name == port).Value?["source"];
            var name = PackedProcess.Text(source is JsonArray { Count: 1 } list ? list[0] : source);
            var length = name is not null && inputs[PackedProcess.Last(name)] is JsonArray values ? values.Count : 1;
            times = isProduct ? times * length : Math.Max(times, length);
        }

        return times;
    }
}
