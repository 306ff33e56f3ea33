using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>A CWL document that is complete in itself: one text, every reference inside it, nothing left to fetch.</summary>
/// <param name="Packed">
/// <c>cwlVersion</c> and <c>$graph</c>, which holds the process to run first and every process that it reaches; members with a prefix
/// (<c>s:softwareVersion</c>) as the document had them beside its graph. Inputs, outputs, steps, requirements and hints are lists; types
/// are written out.
/// </param>
/// <param name="EntryId">Fragment of the process to run, such as <c>#main</c>.</param>
public sealed record CwlDocument(JsonObject Packed, string EntryId)
{
    /// <summary>What is odd in the text but does not keep it from working.</summary>
    public IReadOnlyList<Fault> Warnings { get; init; } = [];

    /// <summary>Name of the process to run, without the <c>#</c>: the id of the process that the package is deployed as.</summary>
    public string Name => EntryId[1..];

    /// <summary>The process to run.</summary>
    public JsonObject Entry => Find(EntryId) ?? throw new InvalidOperationException($"The packed document does not hold '{EntryId}'.");

    /// <summary>The process that a step runs: its own, or the one of the graph that it names; null when there is none.</summary>
    internal JsonObject? Target(JsonObject step) => step["run"] switch
    {
        JsonObject inline => inline,
        { } reference when reference.IsText(out var id) => Find(id),
        _ => null,
    };

    internal JsonObject? Find(string id) => Packed["$graph"].Named(id);
}
