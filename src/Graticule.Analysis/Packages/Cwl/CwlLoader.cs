using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>
/// Packages of kind <c>cwl</c>: <c>document</c> is the packed document, <c>entry</c> the id of the process to run.
/// </summary>
public sealed class CwlLoader : IPackageLoader
{
    public string Kind => "cwl";

    public IProcess Load(string id, JsonObject content)
    {
        var document = new CwlDocument((JsonObject)content["document"]!.DeepClone(), content["entry"]!.GetValue<string>());
        return new CwlProcess(CwlDescription.Derive(document) with { Id = id }, document.Packed, document.EntryId);
    }
}
