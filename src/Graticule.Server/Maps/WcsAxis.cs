namespace Graticule.Server.Maps;

/// <summary>The two directions by all labels that clients use for them, in capitals or not.</summary>
internal static class WcsAxis
{
    /// <summary>True for x, false for y; null for no axis of a raster.</summary>
    public static bool? IsX(string label) => label.ToLowerInvariant() switch
    {
        "x" or "e" or "i" or "long" or "lon" or "longitude" or "easting" => true,
        "y" or "n" or "j" or "lat" or "latitude" or "northing" => false,
        _ => null,
    };

    /// <summary>Reads <c>label(inside)</c>; what is inside comes without blanks.</summary>
    public static bool TryParse(string text, out string label, out string inside)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        (label, inside) = open > 0 && text.EndsWith(')') ? (text[..open].Trim(), text[(open + 1)..^1].Trim()) : ("", "");
        return label.Length > 0 && inside.Length > 0;
    }
}
