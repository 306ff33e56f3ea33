using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>Which process of a document is run.</summary>
internal static class CwlEntry
{
    /// <summary>The one that is asked for; else the first workflow; else the only process. Null after a fault.</summary>
    /// <exception cref="WorkflowNotFoundException">There is none of the name that was asked for.</exception>
    public static JsonObject? Choose(CwlSource document, string? wanted, CwlFaults faults)
    {
        if (!string.IsNullOrEmpty(wanted))
        {
            return document.Find(CwlNames.Fragment(wanted)) ?? throw new WorkflowNotFoundException(wanted, Known(document));
        }

        var workflows = document.Processes.Where(process => process["class"].Text() == "Workflow");
        if (workflows.FirstOrDefault() is { } first)
        {
            return first;
        }

        if (document.Processes is [var only])
        {
            return only;
        }

        faults.Add("/$graph", $"There is no Workflow here, but several tools; say which one is meant: {string.Join(", ", document.Names)}.");
        return null;
    }

    private static List<string> Known(CwlSource document) =>
        [.. document.Processes.OrderByDescending(process => process["class"].Text() == "Workflow").Select(process => process["id"].Text()).OfType<string>().Select(CwlNames.Fragment)];
}
