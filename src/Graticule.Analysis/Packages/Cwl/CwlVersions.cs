using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>The versions of CWL that are known, and what moving a process to a later one takes.</summary>
internal static class CwlVersions
{
    public static string[] Known { get; } = ["v1.0", "v1.1", "v1.2"];

    public static bool IsKnown(string? version) => Known.Contains(version, StringComparer.Ordinal);

    public static string Later(string one, string other) => string.CompareOrdinal(one, other) >= 0 ? one : other;

    /// <summary>
    /// In v1.0, tools may use the network and listings of folders are loaded; later versions do neither unless they are asked to
    /// (CWL v1.1, changelog).
    /// </summary>
    public static void Raise(JsonObject process, string from, string to)
    {
        if (from != "v1.0" || to == from)
        {
            return;
        }

        var hints = process["hints"] as JsonArray ?? [];
        process["hints"] = hints;
        AddTo(process, hints, "NetworkAccess", "networkAccess", JsonValue.Create(true));
        AddTo(process, hints, "LoadListingRequirement", "loadListing", JsonValue.Create("deep_listing"));
    }

    private static void AddTo(JsonObject process, JsonArray hints, string name, string member, JsonNode value)
    {
        if (!process["requirements"].Maps().Concat(hints.Maps()).Any(entry => entry["class"].Text() == name))
        {
            hints.Add(new JsonObject { ["class"] = name, [member] = value });
        }
    }
}
