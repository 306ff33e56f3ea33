using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Graticule.Server.Dialects.Hpc.Setup;

/// <summary>Rules that several entries of the configuration share.</summary>
internal static partial class EntryRules
{
    /// <summary>Refuses members that are none of these.</summary>
    public static void RefuseOthers(this InputObject entry, IReadOnlyList<string> keys)
    {
        foreach (var key in entry.Content.Select(member => member.Key).Where(key => !keys.Contains(key, StringComparer.Ordinal)))
        {
            entry.Refuse(key, $"This key means nothing here; there are: {string.Join(", ", keys)}.");
        }
    }

    /// <summary>A name for paths and requests.</summary>
    public static string Code(this InputObject entry, string key)
    {
        var code = entry.RequiredText(key, longest: 64);
        CheckCode(entry, key, code);
        return code;
    }

    /// <summary>As <see cref="Code"/>, where it is there.</summary>
    public static string? OptionalCode(this InputObject entry, string key)
    {
        var code = entry.Has(key) ? entry.RequiredText(key, longest: 64) : null;
        CheckCode(entry, key, code ?? "");
        return code;
    }

    /// <summary>A list of texts; one text is a list of one.</summary>
    public static IReadOnlyList<string>? Names(this InputObject entry, string key)
    {
        switch (entry.Raw(key))
        {
            case null:
                return null;
            case JsonArray list when list.All(item => item is JsonValue):
                return [.. list.Select(item => item!.ToString())];
            case JsonValue one:
                return [one.ToString()];
            default:
                entry.Refuse(key, "This must be a list of texts.");
                return null;
        }
    }

    /// <summary>Money, exact.</summary>
    public static decimal? Money(this InputObject entry, string key) => entry.Number(key, least: 0, most: 1e12) is { } amount ? (decimal)amount : null;

    private static void CheckCode(InputObject entry, string key, string code)
    {
        if (!string.IsNullOrWhiteSpace(code) && !Codes().IsMatch(code))
        {
            entry.Refuse(key, $"'{code}' must begin with a letter or a digit, and have letters, digits and . _ - + only.");
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._+-]*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Codes();
}
