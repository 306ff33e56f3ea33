using System.Text.Json.Nodes;
using Graticule.Analysis.Packages.Cwl.Running;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>
/// Packages of kind <c>cwl</c>: <c>document</c> is the packed document, <c>entry</c> the id of the process to run, <c>description</c> the
/// description that came with it, if one did.
/// </summary>
public sealed class CwlLoader : IPackageLoader
{
    public string Kind => "cwl";

    public IProcess Load(string id, JsonObject content)
    {
        var document = new CwlDocument((JsonObject)content["document"]!.DeepClone(), content["entry"]!.GetValue<string>());
        var description = DescriptionMerge.Over(CwlDescription.Derive(document), content["description"] as JsonObject);
        var resources = StepResources.Of(PackedProcess.Find(document.Packed, document.EntryId));
        return new CwlProcess(description with { Id = id, Resources = resources }, document.Packed, document.EntryId);
    }
}
