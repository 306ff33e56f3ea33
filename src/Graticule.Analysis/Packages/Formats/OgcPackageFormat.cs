using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Formats;

/// <summary>
/// The OGC Application Package (OGC 20-044, ogcapppkg.yaml): a process description, bare or under <c>process</c>, and one execution unit or
/// several, of which the first is taken that can run here.
/// </summary>
internal sealed class OgcPackageFormat : IPackageFormat
{
    public const string MediaType = "application/ogcapppkg+json";

    private const int MaxDepth = 64;
    private const string UnitMember = "executionUnit";
    private const string DescriptionMember = "processDescription";

    private static readonly IReadOnlyList<IUnitReader> Units = [new CommandUnitReader(), new CwlUnitReader()];

    public IReadOnlyList<string> MediaTypes { get; } = [MediaType, "application/json"];

    public async Task<PackageDraft?> ReadAsync(PackageText text, PackageRequest request, FaultList faults, CancellationToken cancellationToken)
    {
        if (Parse(text.Body, faults) is not { } package)
        {
            return null;
        }

        var (description, place) = Description(package, faults);
        var candidates = FindUnits(package, faults).ToList();
        if (candidates.Count == 0)
        {
            return null;
        }

        List<FaultList> refusals = [];
        foreach (var (unit, pointer) in candidates)
        {
            var found = new FaultList();
            var draft = await ReadUnitAsync(new(unit, pointer, description, place), request, found, cancellationToken);
            if (draft is not null && found.Faults.Count == 0)
            {
                return draft;
            }

            refusals.Add(found);
        }

        faults.Add(refusals.SelectMany(refusal => refusal.Faults));
        return null;
    }

    public string? Write(Package package, string mediaType)
    {
        if (package.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase) || mediaType != MediaType)
        {
            return package.Original;
        }

        JsonObject written = [];
        if (package.Content["description"] is JsonObject description)
        {
            written[DescriptionMember] = description.DeepClone();
        }

        written[UnitMember] = package.Content["unit"]?.DeepClone()
            ?? new JsonObject { ["value"] = package.Content["document"]?.DeepClone(), ["mediaType"] = "application/cwl+json" };
        return written.ToJsonString();
    }

    private static Task<PackageDraft?> ReadUnitAsync(UnitText unit, PackageRequest request, FaultList faults, CancellationToken cancellationToken)
    {
        if (Units.FirstOrDefault(one => one.Takes(unit.Unit)) is { } reader)
        {
            return reader.ReadAsync(unit, request, faults, cancellationToken);
        }

        faults.Add(
            unit.Pointer,
            $"The execution unit has none of 'href' (a link to a package), 'value' (a package in place), 'cwlVersion' (CWL in place) and 'type' with 'image' ({CommandUnitReader.Types}).");
        return Task.FromResult<PackageDraft?>(null);
    }

    /// <summary>The description and where it stands; null when the package has none.</summary>
    private static (JsonObject? Description, string Pointer) Description(JsonObject package, FaultList faults)
    {
        const string Place = "/" + DescriptionMember;
        var given = package.Map(DescriptionMember, faults, "");
        return given?["process"] is JsonObject inner ? (inner, Place + "/process") : (given, Place);
    }

    private static IEnumerable<(JsonObject Unit, string Pointer)> FindUnits(JsonObject package, FaultList faults)
    {
        const string Place = "/" + UnitMember;
        switch (package[UnitMember])
        {
            case JsonObject unit:
                return [(unit, Place)];
            case JsonArray { Count: > 0 } several when several.All(one => one is JsonObject):
                return several.Select((one, index) => ((JsonObject)one!, $"{Place}/{index}"));
            case null:
                faults.Add(Place, "The package has no execution unit: nothing says what to run.");
                return [];
            default:
                faults.Add(Place, "The execution unit must be an object, or an array of objects with at least one.");
                return [];
        }
    }

    private static JsonObject? Parse(ReadOnlyMemory<byte> body, FaultList faults)
    {
        try
        {
            ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
            var text = body.Span.StartsWith(mark) ? body.Span[mark.Length..] : body.Span;
            if (JsonNode.Parse(text, documentOptions: new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false }) is JsonObject found)
            {
                return found;
            }

            faults.Add("", "The package must be a JSON object with an 'executionUnit'.");
        }
        catch (JsonException exception)
        {
            faults.Add("", $"The package is no JSON that this server takes (depth at most {MaxDepth}, no member twice): {exception.Message}");
        }

        return null;
    }
}
