using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>Checks one step of a workflow: what it runs, what it is given, and what it scatters over.</summary>
internal static class CwlStepLint
{
    private static readonly string[] Methods = ["dotproduct", "nested_crossproduct", "flat_crossproduct"];

    public static void Check(JsonObject step, SortedSet<string> features, CwlLinks links, CwlScope scope)
    {
        var faults = scope.Faults;
        CwlFields.Check(step, "step", scope.Version, faults);
        CwlPortLint.CheckId(step, faults);
        CwlRequirementLint.Check(step, scope);
        if (step["in"] is not JsonArray)
        {
            faults.Add(step, "The step needs 'in'; write an empty map if it is given nothing.");
        }

        var names = step["in"].Maps().Select(input => input["id"].Text() ?? "").ToHashSet(StringComparer.Ordinal);
        CheckInputs(step, features, names, links, scope);
        CheckScatter(step, features, names, links, faults);
        if (step["run"] is not JsonObject && !step["run"].IsText(out _))
        {
            faults.Add(step, "The step needs 'run': the id or the address of the process that it runs, or the process itself.");
        }

        if (scope.Document.Target(step) is { } target)
        {
            CheckTarget(step, target, features, faults);
        }

        CwlExpressionLint.Check(step["when"], features, names, faults);
    }

    private static void CheckInputs(JsonObject step, SortedSet<string> features, HashSet<string> names, CwlLinks links, CwlScope scope)
    {
        if (step["in"] is JsonArray list)
        {
            CwlPortLint.CheckTwice(list, scope.Faults);
        }

        foreach (var input in step["in"].Maps())
        {
            CwlFields.Check(input, "step input", scope.Version, scope.Faults);
            if (input.ContainsKey("valueFrom") && !features.Contains("StepInputExpressionRequirement"))
            {
                scope.Faults.Add(input, "'valueFrom' in a step needs StepInputExpressionRequirement among the workflow's requirements.");
            }

            CwlExpressionLint.Check(input["valueFrom"], features, names, scope.Faults);
            if (input["source"] is { } source)
            {
                links.Check(input, source, input.ContainsKey("valueFrom") ? null : links.SinkType(step, input["id"].Text()!), features);
            }
        }
    }

    private static void CheckScatter(JsonObject step, SortedSet<string> features, HashSet<string> names, CwlLinks links, CwlFaults faults)
    {
        var method = step["scatterMethod"];
        if (method is not null && !Methods.Contains(method.Text(), StringComparer.Ordinal))
        {
            faults.Add(method, $"'scatterMethod' is one of {string.Join(", ", Methods)}.");
        }

        if (step["scatter"] is not { } scatter)
        {
            return;
        }

        var ports = scatter.Texts().ToList();
        if (!features.Contains("ScatterFeatureRequirement"))
        {
            faults.Add(scatter, "'scatter' needs ScatterFeatureRequirement among the workflow's requirements.");
        }

        if (ports.Count == 0)
        {
            faults.Add(scatter, "'scatter' names inputs of the step; it is empty.");
        }

        if (ports.Count > 1 && method is null)
        {
            faults.Add(step, $"A step that scatters over several inputs needs 'scatterMethod', one of {string.Join(", ", Methods)}.");
        }

        foreach (var port in ports)
        {
            if (!names.Contains(port))
            {
                faults.Add(scatter, $"The step scatters over '{port}', which is not among what it is given: {string.Join(", ", names)}.");
            }
            else
            {
                links.CheckIsArray(step, port);
            }
        }
    }

    private static void CheckTarget(JsonObject step, JsonObject target, SortedSet<string> features, CwlFaults faults)
    {
        if (target["class"].Text() == "Workflow" && !features.Contains("SubworkflowFeatureRequirement"))
        {
            faults.Add(step, "A step that runs a workflow needs SubworkflowFeatureRequirement among the outer workflow's requirements.");
        }

        foreach (var input in target["inputs"].Maps())
        {
            var name = input["id"].Text()!;
            var given = step["in"].Named(name);
            var isFed = given is not null && (given["source"] is not null || given["default"] is not null || given["valueFrom"] is not null);
            if (!isFed && input["default"] is null && !CwlType.IsOptional(input["type"]!))
            {
                faults.Add(given ?? step, $"The step '{step["id"].Text()}' does not give '{name}', which what it runs needs; add it to 'in'.");
            }
        }

        if (step["out"] is not JsonArray outs)
        {
            faults.Add(step, "The step needs 'out', the list of its outputs that are used.");
            return;
        }

        foreach (var output in outs.OfType<JsonNode>())
        {
            if (output.IsText(out var name) && target["outputs"].Named(name) is null)
            {
                faults.Add(output, $"What the step runs has no output '{name}'; it has: {string.Join(", ", target["outputs"].Maps().Select(one => one["id"].Text()))}.");
            }
        }
    }
}
