using System.Text;
using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Formats;

/// <summary>CWL as an execution unit: by link, as a qualified value, or in place.</summary>
internal sealed class CwlUnitReader : IUnitReader
{
    private const string Usual = "application/cwl";

    public bool Takes(JsonObject unit) =>
        unit.ContainsKey("value") || unit.ContainsKey("cwlVersion") || unit.ContainsKey("unit")
        || (JsonMembers.TextOf(unit["href"]) is { } href && !href.StartsWith("docker:", StringComparison.OrdinalIgnoreCase));

    public async Task<PackageDraft?> ReadAsync(UnitText unit, PackageRequest request, FaultList faults, CancellationToken cancellationToken)
    {
        var text = unit.Unit.ContainsKey("href") ? await FetchAsync(unit, request, faults, cancellationToken) : InPlace(unit, faults);
        if (text is null)
        {
            return null;
        }

        var described = text with { Description = Named(unit.Description), DescriptionPointer = unit.DescriptionPointer };
        return await CwlReading.ReadAsync(described, request, faults, cancellationToken);
    }

    /// <summary>A description of which a client has left nothing is none.</summary>
    private static JsonObject? Named(JsonObject? description) => description is { Count: > 0 } ? description : null;

    private static async Task<CwlText?> FetchAsync(UnitText unit, PackageRequest request, FaultList faults, CancellationToken cancellationToken)
    {
        var pointer = FaultList.Below(unit.Pointer, "href");
        var mediaType = unit.Unit.Text("type", faults, unit.Pointer) ?? Usual;
        if (!IsCwl(mediaType))
        {
            faults.Add(FaultList.Below(unit.Pointer, "type"), $"A link leads to CWL here ({Usual}, with +yaml or +json), and not to '{mediaType}'.");
            return null;
        }

        var href = unit.Unit.Text("href", faults, unit.Pointer);
        if (!Uri.TryCreate(href, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            faults.Add(pointer, $"The address '{href}' must be absolute, with http or https: a package that was sent lies nowhere that it could be relative to.");
            return null;
        }

        try
        {
            var plain = new UriBuilder(address) { Fragment = "" }.Uri;
            return new(await request.Setting.Source.FetchAsync(plain, cancellationToken), mediaType) { Address = address, Pointer = pointer };
        }
        catch (ProblemException exception) when (exception.Problem.Kind != ProblemKind.Unavailable)
        {
            faults.Add(pointer, exception.Message);
            return null;
        }
    }

    private static CwlText? InPlace(UnitText unit, FaultList faults)
    {
        var member = unit.Unit.ContainsKey("value") ? "value" : "unit";
        var pointer = FaultList.Below(unit.Pointer, member);
        if (unit.Unit.ContainsKey("cwlVersion"))
        {
            return new(Encoding.UTF8.GetBytes(unit.Unit.ToJsonString()), Usual + "+json") { Pointer = unit.Pointer, IsInPlace = true };
        }

        var mediaType = MediaType(unit, faults);
        if (!IsCwl(mediaType))
        {
            faults.Add(FaultList.Below(unit.Pointer, "mediaType"), $"A unit in place is CWL ({Usual}, with +yaml or +json), and not '{mediaType}'.");
            return null;
        }

        switch (unit.Unit[member])
        {
            case JsonObject tree:
                return new(Encoding.UTF8.GetBytes(tree.ToJsonString()), Usual + "+json") { Pointer = pointer, IsInPlace = true };
            case JsonValue value when value.TryGetValue(out string? text):
                return Text(unit, text, mediaType, pointer, faults);
            default:
                faults.Add(pointer, "The unit must be CWL: its text, or its JSON tree.");
                return null;
        }
    }

    private static CwlText? Text(UnitText unit, string text, string mediaType, string pointer, FaultList faults)
    {
        switch (JsonMembers.TextOf(unit.Unit["encoding"]))
        {
            case null or "utf-8" or "UTF-8":
                return new(Encoding.UTF8.GetBytes(text), mediaType) { Pointer = pointer };
            case "base64":
                var bytes = new byte[text.Length];
                if (Convert.TryFromBase64String(text, bytes, out var length))
                {
                    return new(bytes.AsMemory(0, length), mediaType) { Pointer = pointer };
                }

                faults.Add(pointer, "The value is not base64, which its encoding says.");
                return null;
            case var other:
                faults.Add(FaultList.Below(unit.Pointer, "encoding"), $"The encoding '{other}' is not known; leave it out for plain text, or use base64.");
                return null;
        }
    }

    private static string MediaType(UnitText unit, FaultList faults) =>
        unit.Unit.Text("mediaType", faults, unit.Pointer)
        ?? (unit.Unit["format"] as JsonObject)?.Text("mediaType", faults, FaultList.Below(unit.Pointer, "format"))
        ?? Usual;

    /// <summary>Servers of plain files call it text or YAML.</summary>
    private static bool IsCwl(string mediaType) =>
        mediaType.Contains("cwl", StringComparison.OrdinalIgnoreCase)
        || mediaType.Contains("yaml", StringComparison.OrdinalIgnoreCase)
        || mediaType.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase)
        || mediaType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase)
        || mediaType.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase);
}
