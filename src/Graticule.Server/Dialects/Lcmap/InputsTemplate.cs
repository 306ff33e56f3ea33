using System.Text.RegularExpressions;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>Templates of the addresses of inputs: Mustache's variables.</summary>
internal static partial class InputsTemplate
{
    /// <summary>Puts values in their places; those that are not known are empty.</summary>
    /// <param name="template">Such as <c>http://host/chips?x={{x}}&amp;y={{y}}</c>.</param>
    /// <param name="values">By name.</param>
    public static string Render(string template, IReadOnlyDictionary<string, string> values) =>
        Variable().Replace(template, found => values.GetValueOrDefault(found.Groups["name"].Value, ""));

    [GeneratedRegex(@"\{\{\{\s*(?<name>[\w.-]+)\s*\}\}\}|\{\{&?\s*(?<name>[\w.-]+)\s*\}\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
