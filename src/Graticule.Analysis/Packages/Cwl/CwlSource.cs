using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>One document with its imports written out, and the processes in it.</summary>
/// <param name="Address">Where it lies.</param>
/// <param name="Version">Its <c>cwlVersion</c>.</param>
/// <param name="Root">The document itself.</param>
/// <param name="Processes">Processes that others can name; a document without <c>$graph</c> is one process.</param>
internal sealed record CwlSource(Uri Address, string Version, JsonObject Root, IReadOnlyList<JsonObject> Processes)
{
    public bool IsGraph => Root.ContainsKey("$graph");

    /// <summary>Null after a fault.</summary>
    public static CwlSource? Of(JsonNode? root, Uri address, string place, CwlFaults faults)
    {
        if (root is not JsonObject document)
        {
            if (root is not null)
            {
                faults.Add(place, "A CWL document is a map with 'cwlVersion' and 'class' or '$graph', not a list.");
            }

            return null;
        }

        var version = document["cwlVersion"] ?? document["$graph"].Maps().Select(process => process["cwlVersion"]).FirstOrDefault(found => found is not null);
        if (version?.ToString() is not { } text || !CwlVersions.IsKnown(text))
        {
            faults.Add(
                CwlFaults.Below(place, "cwlVersion"),
                $"'cwlVersion' is {(version is null ? "missing" : version.ToJsonString())}; known are {string.Join(", ", CwlVersions.Known)}.");
            text = CwlVersions.Known[^1];
        }

        if (document.TryGetPropertyValue("$graph", out var graph))
        {
            return graph is JsonArray list && list.Maps().Any()
                ? new(address, text, document, [.. list.Maps()])
                : Refuse(faults, CwlFaults.Below(place, "$graph"), "'$graph' is a list of processes, each a map with 'id' and 'class'.");
        }

        return document.ContainsKey("class")
            ? new(address, text, document, [document])
            : Refuse(faults, place, "The document has neither 'class' nor '$graph'; it needs one of them.");
    }

    /// <summary>The process with this name; without a name, the one that stands for the document. Null when there is none.</summary>
    public JsonObject? Find(string name)
    {
        if (name.Length > 0)
        {
            return Processes.FirstOrDefault(process => CwlParts.IsCalled(process, name));
        }

        return IsGraph ? CwlParts.First((JsonArray)Root["$graph"]!) : Processes[0];
    }

    public IEnumerable<string> Names => Processes.Select(process => process["id"].Text()).OfType<string>().Select(CwlNames.Fragment);

    private static CwlSource? Refuse(CwlFaults faults, string place, string message)
    {
        faults.Add(place, message);
        return null;
    }
}
