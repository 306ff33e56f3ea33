using System.Text.RegularExpressions;

namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>Names and units as the conventions for climate and forecast metadata (CF) ask for them.</summary>
internal static partial class NetCdfNames
{
    /// <summary>A name of letters, digits and underscores that begins with a letter, and is not taken yet.</summary>
    internal static string Unique(string name, HashSet<string> taken)
    {
        var plain = Others().Replace(name, "_");
        plain = char.IsAsciiLetter(plain[0]) ? plain : "v_" + plain;
        var unique = plain;
        for (var i = 2; !taken.Add(unique); i++)
        {
            unique = $"{plain}_{i}";
        }

        return unique;
    }

    /// <summary>Units as UDUNITS reads them: schemas of observations in place say C, which is the coulomb there.</summary>
    internal static string? Units(string? units) => units == "C" ? "degree_Celsius" : units;

    [GeneratedRegex("[^A-Za-z0-9_]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Others();
}
