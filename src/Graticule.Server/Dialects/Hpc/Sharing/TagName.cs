using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.Hpc.Sharing;

/// <summary>Words that owners put on jobs and files. Two that differ in capitals, blanks, hyphens and underscores alone are one.</summary>
internal static class TagName
{
    /// <summary>Small letters and single hyphens.</summary>
    public static string Normalise(string name) =>
        string.Join('-', name.Trim().ToLowerInvariant().Split((char[])[' ', '\t', '_', '-'], StringSplitOptions.RemoveEmptyEntries));

    public static bool IsSame(string one, string other) => Normalise(one).Equals(Normalise(other), StringComparison.Ordinal);

    /// <summary>A tag as the API writes it.</summary>
    public static JsonObject Write(string name) => new() { ["name"] = name, ["normalizedName"] = Normalise(name) };
}
