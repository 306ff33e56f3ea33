using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>The members that each part of a document may have (CWL v1.0 to v1.2), with the version that brought them.</summary>
internal static class CwlFields
{
    private const string Process = "id label doc class cwlVersion inputs outputs requirements hints intent@v1.2";
    private const string Port = "id label doc type secondaryFiles streamable format loadContents@v1.1 loadListing@v1.1";
    private const string Resources = "coresMin coresMax ramMin ramMax tmpdirMin tmpdirMax outdirMin outdirMax";

    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["Workflow"] = Read(Process, "steps"),
        ["CommandLineTool"] = Read(Process, "baseCommand arguments stdin stdout stderr successCodes temporaryFailCodes permanentFailCodes"),
        ["ExpressionTool"] = Read(Process, "expression"),
        ["Operation"] = Read(Process),
        ["input"] = Read(Port, "default inputBinding"),
        ["output"] = Read(Port, "outputBinding outputSource linkMerge pickValue@v1.2"),
        ["step"] = Read("id label doc in out run requirements hints scatter scatterMethod when@v1.2"),
        ["step input"] = Read("id source linkMerge default valueFrom label@v1.1 loadContents@v1.1 loadListing@v1.1 pickValue@v1.2"),
        ["inputBinding"] = Read("loadContents position prefix separate itemSeparator valueFrom shellQuote"),
        ["outputBinding"] = Read("glob loadContents outputEval loadListing@v1.1"),
        ["InlineJavascriptRequirement"] = Read("class expressionLib"),
        ["DockerRequirement"] = Read("class dockerPull dockerLoad dockerFile dockerImport dockerImageId dockerOutputDirectory"),
        ["SoftwareRequirement"] = Read("class packages"),
        ["InitialWorkDirRequirement"] = Read("class listing"),
        ["EnvVarRequirement"] = Read("class envDef"),
        ["ShellCommandRequirement"] = Read("class"),
        ["ResourceRequirement"] = Read("class", Resources),
        ["SubworkflowFeatureRequirement"] = Read("class"),
        ["ScatterFeatureRequirement"] = Read("class"),
        ["MultipleInputFeatureRequirement"] = Read("class"),
        ["StepInputExpressionRequirement"] = Read("class"),
        ["WorkReuse"] = Read("class@v1.1 enableReuse"),
        ["NetworkAccess"] = Read("class@v1.1 networkAccess"),
        ["InplaceUpdateRequirement"] = Read("class@v1.1 inplaceUpdate"),
        ["ToolTimeLimit"] = Read("class@v1.1 timelimit"),
        ["LoadListingRequirement"] = Read("class@v1.1 loadListing"),
    };

    public static bool IsKnown(string kind) => Known.ContainsKey(kind);

    /// <summary>Reports members that the kind does not have; members with a prefix belong to others and are passed over.</summary>
    /// <param name="map">The part.</param>
    /// <param name="kind">A class of process or requirement, or <c>input</c>, <c>output</c>, <c>step</c>, <c>step input</c>, <c>inputBinding</c>, <c>outputBinding</c>.</param>
    /// <param name="version">The document's.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static void Check(JsonObject map, string kind, string version, CwlFaults faults)
    {
        var known = Known[kind];
        foreach (var (name, value) in map)
        {
            if (name.Contains(':', StringComparison.Ordinal) || Array.Exists(known, member => member == name))
            {
                continue;
            }

            var pointer = CwlFaults.Below(faults.PlaceOf(map), name);
            var dated = Array.Find(known, member => member.StartsWith(name + "@", StringComparison.Ordinal));
            if (dated is null)
            {
                faults.Add(pointer, $"'{name}' is not known in {Article(kind)}; known are {string.Join(", ", known.Select(member => member.Split('@')[0]))}.");
            }
            else if (string.CompareOrdinal(version, dated.Split('@')[1]) < 0 && value is not null)
            {
                faults.Add(pointer, $"'{name}' came with {dated.Split('@')[1]}, and the document says cwlVersion {version}.");
            }
        }
    }

    private static string Article(string kind) => kind[0] is 'i' or 'o' or 'I' or 'O' or 'E' ? $"an {kind}" : $"a {kind}";

    private static string[] Read(params string[] lines) => [.. lines.SelectMany(line => line.Split(' '))];
}
