using System.Globalization;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>Names of bands that can be names in XML (NCName) and are unique within their file.</summary>
internal static class BandNames
{
    public static IReadOnlyList<string> Of(LayerInfo info)
    {
        List<string> names = [];
        foreach (var band in info.Bands)
        {
            var name = Plain(band.Name);
            names.Add(name.Length == 0 || names.Contains(name, StringComparer.Ordinal)
                ? string.Create(CultureInfo.InvariantCulture, $"band{names.Count + 1}")
                : name);
        }

        return names;
    }

    internal static string Plain(string name)
    {
        var plain = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' ? letter : '_'));
        return plain.Length > 0 && !char.IsAsciiLetter(plain[0]) && plain[0] != '_' ? "_" + plain : plain;
    }
}
