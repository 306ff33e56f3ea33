using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>Checks the steps of a workflow and what its outputs come from.</summary>
internal static class CwlWorkflowLint
{
    public static void Check(JsonObject workflow, SortedSet<string> features, CwlScope scope)
    {
        if (workflow["steps"] is not JsonArray steps)
        {
            scope.Faults.Add(workflow, "'steps' is missing; write an empty map if there are none.");
            return;
        }

        CwlPortLint.CheckTwice(steps, scope.Faults);
        var links = new CwlLinks(workflow, scope);
        foreach (var step in steps.Maps())
        {
            CwlStepLint.Check(step, CwlScope.Features(step, features), links, scope);
        }

        foreach (var output in workflow["outputs"].Maps())
        {
            if (output["outputSource"] is { } source)
            {
                links.Check(output, source, output["type"], features);
            }
            else if (!CwlType.IsOptional(output["type"]!))
            {
                scope.Faults.Add(output, $"Nothing feeds the output '{output["id"].Text()}'; it needs 'outputSource'.");
            }
        }

        CheckCircles(steps, scope.Faults);
    }

    /// <summary>Takes away steps that wait for no other until none is left; what stays waits for itself.</summary>
    private static void CheckCircles(JsonArray steps, CwlFaults faults)
    {
        var waiting = steps.Maps().DistinctBy(step => step["id"].Text(), StringComparer.Ordinal).ToDictionary(
            step => step["id"].Text() ?? "",
            step => (Step: step, For: step["in"].Maps().SelectMany(input => input["source"].Texts()).Where(source => source.Contains('/', StringComparison.Ordinal))
                .Select(source => source[..source.IndexOf('/', StringComparison.Ordinal)]).ToHashSet(StringComparer.Ordinal)),
            StringComparer.Ordinal);
        while (waiting.FirstOrDefault(one => !one.Value.For.Overlaps(waiting.Keys)) is { Key: not null } free)
        {
            waiting.Remove(free.Key);
        }

        // Also what waits for a circle is left; the circle itself is what others wait for.
        while (waiting.Keys.FirstOrDefault(name => !waiting.Values.Any(one => one.For.Contains(name))) is { } end)
        {
            waiting.Remove(end);
        }

        foreach (var (name, (step, _)) in waiting)
        {
            faults.Add(step, $"The step '{name}' waits for its own result: {string.Join(", ", waiting.Keys)} wait for each other.");
        }
    }
}
