using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>What every check needs.</summary>
internal sealed record CwlScope(CwlDocument Document, CwlLimits Limits, CwlFaults Faults)
{
    public string Version { get; } = Document.Packed["cwlVersion"].Text() ?? "";

    /// <summary>Classes of the requirements and hints that hold inside a process or a step.</summary>
    public static SortedSet<string> Features(JsonObject owner, IEnumerable<string> outer) =>
        new(outer.Concat(owner["requirements"].Maps().Concat(owner["hints"].Maps()).Select(entry => entry["class"].Text()).OfType<string>()), StringComparer.Ordinal);
}
