using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>Finds everything in a document that cannot work, so that it is refused when it is deployed and not when it runs.</summary>
public sealed class CwlLint
{
    private readonly CwlScope _scope;
    private readonly HashSet<(JsonObject Process, string Features)> _done = [];

    private CwlLint(CwlScope scope) => _scope = scope;

    /// <summary>Every fault, with a JSON Pointer into the packed document; empty when there is none.</summary>
    public static IReadOnlyList<Fault> Check(CwlDocument document, CwlLimits limits)
    {
        var faults = new CwlFaults(limits.MaxFaults);
        Check(document, limits, faults);
        return faults.Faults;
    }

    internal static void Check(CwlDocument document, CwlLimits limits, CwlFaults faults) =>
        new CwlLint(new(document, limits, faults)).CheckProcess(document.Entry, [], []);

    /// <param name="process">What is checked, with all that it runs.</param>
    /// <param name="outer">Features that it inherits.</param>
    /// <param name="above">The processes that lead to it.</param>
    private void CheckProcess(JsonObject process, SortedSet<string> outer, HashSet<JsonObject> above)
    {
        var features = CwlScope.Features(process, outer);
        if (!_done.Add((process, string.Join(' ', features))))
        {
            return;
        }

        switch (process["class"].Text())
        {
            case "Workflow":
                CheckParts(process, features);
                CheckWorkflow(process, features, [.. above, process]);
                break;
            case "CommandLineTool":
                CheckParts(process, features);
                CwlToolLint.Check(process, _scope);
                break;
            case "ExpressionTool":
                CheckParts(process, features);
                CwlToolLint.CheckExpressionTool(process, features, _scope);
                break;
            case "Operation":
                _scope.Faults.Add(process, "An Operation stands for something to be filled in and cannot be run; give a CommandLineTool, an ExpressionTool or a Workflow.");
                break;
            default:
                _scope.Faults.Add(
                    process["class"] ?? process,
                    $"The class of a process is Workflow, CommandLineTool or ExpressionTool, not {process["class"]?.ToJsonString() ?? "missing"}.");
                break;
        }
    }

    private void CheckParts(JsonObject process, SortedSet<string> features)
    {
        CwlFields.Check(process, process["class"].Text()!, _scope.Version, _scope.Faults);
        CwlRequirementLint.Check(process, _scope);
        CwlPortLint.Check(process, _scope);
        var inputs = process["inputs"].Maps().Select(input => input["id"].Text()!).ToHashSet(StringComparer.Ordinal);
        CwlExpressionLint.Check(process, features, inputs, _scope.Faults);
    }

    private void CheckWorkflow(JsonObject workflow, SortedSet<string> features, HashSet<JsonObject> above)
    {
        CwlWorkflowLint.Check(workflow, features, _scope);
        foreach (var step in workflow["steps"].Maps())
        {
            if (_scope.Document.Target(step) is not { } target)
            {
                continue;
            }

            if (above.Contains(target))
            {
                _scope.Faults.Add(step, $"The step '{step["id"].Text()}' runs the workflow that it is part of.");
            }
            else
            {
                CheckProcess(target, CwlScope.Features(step, features), above);
            }
        }
    }
}
