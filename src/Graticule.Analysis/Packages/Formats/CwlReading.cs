using System.Text.Json.Nodes;
using Graticule.Analysis.Packages.Cwl;
using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Formats;

/// <summary>A CWL text as a package, whichever way it came.</summary>
internal static class CwlReading
{
    /// <summary>Kind of package: its content is <c>{"document": packed CWL, "entry": "#id", "description": …}</c>, the last where one came with it.</summary>
    public const string Kind = "cwl";

    /// <summary>Null after a fault.</summary>
    /// <param name="text">The text and what came with it.</param>
    /// <param name="request">What was asked for, and where.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<PackageDraft?> ReadAsync(CwlText text, PackageRequest request, FaultList faults, CancellationToken cancellationToken)
    {
        var limits = Limits(request.Setting);
        try
        {
            var document = await CwlPackages.ReadAsync(text.Body, text.MediaType, request.Wish.Workflow, text.Address, request.Setting.Source, limits, cancellationToken);
            return Draft(document, text, faults);
        }
        catch (ProblemException exception) when (exception.Problem is { Kind: ProblemKind.InvalidInput, Details: { } details })
        {
            faults.Add(details.Select(text.Place));
        }
        catch (ProblemException exception) when (exception.Problem.Kind != ProblemKind.Unavailable)
        {
            faults.Add(text.Pointer, exception.Message);
        }

        return null;
    }

    private static PackageDraft Draft(CwlDocument document, CwlText text, FaultList faults)
    {
        var content = new JsonObject { ["document"] = document.Packed, ["entry"] = document.EntryId };
        var id = document.Name;
        if (text.Description is { } given)
        {
            PutDefaults(document, given["inputs"] as JsonObject ?? []);
            id = DescriptionMerge.Over(CwlDescription.Derive(document), given, faults, text.DescriptionPointer).Id;
            content["description"] = given.DeepClone();
        }

        return new(id, Kind, content) { Warnings = [.. document.Warnings.Select(text.Place)] };
    }

    /// <summary>A default of the description is one of the text from now on: it is the text that runs.</summary>
    private static void PutDefaults(CwlDocument document, JsonObject inputs)
    {
        foreach (var input in (document.Entry["inputs"] as JsonArray ?? []).OfType<JsonObject>().Where(input => !input.ContainsKey("default")))
        {
            if (JsonMembers.TextOf(input["id"]) is { } name && inputs[name]?["schema"] is JsonObject schema && schema["default"] is JsonValue value)
            {
                input["default"] = value.DeepClone();
            }
        }
    }

    private static CwlLimits Limits(PackageSetting setting) => CwlLimits.Default with
    {
        MaxCores = setting.Site.MaxCores,
        MaxMemoryMiB = setting.Site.MaxMemoryMiB,
        MaxDiskMiB = setting.Site.MaxDiskMiB,
        WhyNotImage = setting.WhyNotImage,
    };
}

/// <summary>A CWL text, where it came from, and what came with it.</summary>
/// <param name="Body">The text.</param>
/// <param name="MediaType">Its media type.</param>
internal sealed record CwlText(ReadOnlyMemory<byte> Body, string MediaType)
{
    /// <summary>Where it lies, with the workflow's name as fragment; null: it came with the request.</summary>
    public Uri? Address { get; init; }

    /// <summary>Where it stands in the package; empty: it is the package.</summary>
    public string Pointer { get; init; } = "";

    /// <summary>Whether <see cref="Pointer"/> leads to a JSON tree that its own pointers go on from.</summary>
    public bool IsInPlace { get; init; }

    public JsonObject? Description { get; init; }

    public string DescriptionPointer { get; init; } = "";

    /// <summary>The same fault, with a pointer into the package.</summary>
    public Fault Place(Fault fault) => Pointer.Length == 0 || IsInPlace
        ? fault with { Pointer = Pointer + fault.Pointer }
        : new(Pointer, $"{fault.Pointer}: {fault.Message}");
}
