using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages;

/// <summary>
/// Reads the description of a process as OGC API - Processes writes it (process.yaml of OGC 18-062r2), the way packages carry it: with
/// additional parameters as an array or an object, and with members missing that a client has dropped.
/// </summary>
public static class DescriptionReader
{
    private const string Asynchronous = "async-execute";
    private const string Synchronous = "sync-execute";

    /// <param name="description">As a package has it.</param>
    /// <exception cref="Graticule.Jobs.ProblemException">InvalidInput with every fault.</exception>
    public static ProcessDescription Read(JsonObject description)
    {
        var faults = new FaultList();
        var read = Read(description, faults, "");
        faults.ThrowIfAny("The process description cannot be used");
        return read;
    }

    /// <summary>As good a description as there is to get; what is wrong with it is added to the faults.</summary>
    /// <param name="description">As a package has it.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="pointer">Where the description stands in the package.</param>
    internal static ProcessDescription Read(JsonObject description, FaultList faults, string pointer)
    {
        var id = description.Text("id", faults, pointer);
        if (id is null)
        {
            faults.Add(FaultList.Below(pointer, "id"), "The description has no 'id'; it is what the process will be called in addresses.");
        }
        else if (PackageId.Complain(id) is { } complaint)
        {
            faults.Add(FaultList.Below(pointer, "id"), complaint);
        }

        return new()
        {
            Id = id ?? "",
            Version = description.Text("version", faults, pointer) ?? "1.0.0",
            Title = description.Text("title", faults, pointer) ?? id ?? "",
            Description = description.Text("description", faults, pointer),
            Keywords = DescriptionFacts.Keywords(description, faults, pointer),
            Metadata = DescriptionFacts.Metadata(description, faults, pointer),
            Links = DescriptionFacts.Links(description, faults, pointer),
            AdditionalParameters = DescriptionFacts.AdditionalParameters(description, faults, pointer),
            Inputs = ParameterReader.Read(description, "inputs", faults, pointer),
            Outputs = ParameterReader.Read(description, "outputs", faults, pointer),
            IsAsyncOnly = IsAsyncOnly(description, faults, pointer),
            IsMutable = true,
            IsRepeatable = true,
        };
    }

    private static bool IsAsyncOnly(JsonObject description, FaultList faults, string pointer)
    {
        var options = (description.List("jobControlOptions", faults, pointer) ?? []).Select(JsonMembers.TextOf).ToList();
        return options.Contains(Asynchronous, StringComparer.Ordinal) && !options.Contains(Synchronous, StringComparer.Ordinal);
    }
}
