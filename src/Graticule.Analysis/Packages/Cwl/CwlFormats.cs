using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>Media types of files, from the <c>format</c> of a parameter: a term of EDAM, or an address in IANA's registry.</summary>
internal static class CwlFormats
{
    public const string Unknown = "application/octet-stream";

    private const string MediaTypes = "/media-types/";

    private static readonly Dictionary<string, string> Terms = new(StringComparer.Ordinal)
    {
        ["format_2330"] = "text/plain",
        ["format_2331"] = "text/html",
        ["format_2332"] = "application/xml",
        ["format_3464"] = "application/json",
        ["format_3475"] = "text/tab-separated-values",
        ["format_3508"] = "application/pdf",
        ["format_3579"] = "image/jpeg",
        ["format_3590"] = "application/x-hdf5",
        ["format_3591"] = "image/tiff",
        ["format_3603"] = "image/png",
        ["format_3604"] = "image/svg+xml",
        ["format_3650"] = "application/netcdf",
        ["format_3750"] = "application/yaml",
        ["format_3752"] = "text/csv",
        ["format_3987"] = "application/zip",
    };

    public static IReadOnlyList<string> Of(JsonNode? format)
    {
        List<string> known = [.. format.Texts().Select(Find).OfType<string>().Distinct(StringComparer.Ordinal)];
        return known.Count > 0 ? known : [Unknown];
    }

    private static string? Find(string format)
    {
        var start = format.IndexOf(MediaTypes, StringComparison.Ordinal);
        if (start >= 0)
        {
            return format[(start + MediaTypes.Length)..];
        }

        return Terms.GetValueOrDefault(format[(format.LastIndexOfAny([':', '/', '#']) + 1)..]);
    }
}
