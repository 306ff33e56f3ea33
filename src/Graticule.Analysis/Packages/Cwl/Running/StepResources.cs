using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Cwl.Running;

/// <summary>What a job of a document may use: as much as the step that asks for most, for steps run one after another, and what the runner takes.</summary>
internal static class StepResources
{
    /// <summary>cwltool, its interpreter of expressions, and the worker.</summary>
    private const int RunnerMiB = 768;

    /// <summary>Null when no step asks for more than a job has anyway; what is an expression shows only when the step runs.</summary>
    public static Resources? Of(PackedProcess process)
    {
        var all = process.Requirements("ResourceRequirement").ToList();
        var memory = all.SelectMany(found => new[] { Number(found["ramMin"]), Number(found["ramMax"]) }).DefaultIfEmpty(0).Max();
        var cores = all.Select(found => Number(found["coresMin"])).DefaultIfEmpty(0).Max();
        var needed = Math.Max(Resources.Default.MemoryMiB, (int)Math.Min(memory + RunnerMiB, int.MaxValue));
        var isUsual = needed == Resources.Default.MemoryMiB && cores <= 1;
        var wanted = cores > 1 ? (int)Math.Ceiling(cores) : Resources.Default.CoresPerNode;
        return isUsual ? null : Resources.Default with { MemoryMiB = needed, CoresPerNode = wanted };
    }

    private static double Number(JsonNode? node) => node is JsonValue value && value.TryGetValue(out double number) && double.IsFinite(number) ? number : 0;
}
