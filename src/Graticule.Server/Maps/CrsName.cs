using System.Globalization;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>Names of coordinate reference systems in all the forms that clients write, and their order of axes where that needs no look-up.</summary>
internal static class CrsName
{
    public const string Geographic = "EPSG:4326";
    public const string Crs84 = "OGC:CRS84";
    public const string WebMercator = "EPSG:3857";

    /// <summary>WMS 1.3.0 B.2: a picture's own coordinates. Here: the coordinates of a file that has no CRS.</summary>
    public const string Own = "CRS:1";

    private const int LongestPart = 16;

    private static readonly string[] Starts =
    [
        "http://www.opengis.net/def/crs/", "https://www.opengis.net/def/crs/", "urn:ogc:def:crs:", "urn:x-ogc:def:crs:",
    ];

    /// <summary>The name in the one form <c>AUTHORITY:CODE</c>; null for what is none.</summary>
    /// <param name="text"><c>EPSG:4326</c>, <c>CRS:84</c>, <c>urn:ogc:def:crs:EPSG::4326</c>, <c>http://www.opengis.net/def/crs/EPSG/0/4326</c>, …</param>
    public static string? Parse(string text)
    {
        switch (text)
        {
            case Geographic or WebMercator or Own:
                return text;
            case "EPSG:900913" or "EPSG:102100" or "EPSG:102113" or "EPSG:3785":
                return WebMercator;
            case "CRS:84":
                return Crs84;
            default:
                return ParseParts(text.Trim());
        }
    }

    /// <summary>Whether a box in this CRS is written with latitude or northing first; null: its definition has to be asked.</summary>
    public static bool? IsNorthingFirst(string name)
    {
        if (name is Geographic)
        {
            return true;
        }

        if (name is WebMercator or Own || !name.StartsWith("EPSG:", StringComparison.Ordinal))
        {
            return false;
        }

        // UTM on WGS 84.
        return int.TryParse(name.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is (> 32600 and <= 32660) or (> 32700 and <= 32760)
            ? false
            : null;
    }

    /// <summary>The box with its axes in the other order.</summary>
    public static Box Swap(Box box)
    {
        var (a, b, c, d) = box;
        return new(b, a, d, c);
    }

    /// <summary>As the WMS standards write it.</summary>
    public static string ForWms(string name) => name == Crs84 ? "CRS:84" : name;

    /// <summary>As the newer standards write it.</summary>
    public static string ToUrl(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return name == Crs84
            ? "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
            : $"http://www.opengis.net/def/crs/{name[..colon]}/0/{name[(colon + 1)..]}";
    }

    private static string? ParseParts(string text)
    {
        var start = Array.Find(Starts, start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase));
        var parts = text[(start?.Length ?? 0)..].Split(start?.EndsWith('/') == true ? '/' : ':');
        return parts switch
        {
            [var authority, var code] when start is null => Join(authority, code),
            [var authority, _, var code] when start is not null => Join(authority, code),
            _ => null,
        };
    }

    private static string? Join(string authority, string code)
    {
        authority = authority.ToUpperInvariant();
        if (!IsPlain(authority) || !IsPlain(code))
        {
            return null;
        }

        return (authority, code.ToUpperInvariant()) switch
        {
            ("OGC" or "CRS", "84" or "CRS84") => Crs84,
            ("OGC" or "CRS", "83" or "CRS83") => "OGC:CRS83",
            ("OGC" or "CRS", "27" or "CRS27") => "OGC:CRS27",
            ("EPSG", "900913" or "102100" or "102113" or "3785") => WebMercator,
            _ => $"{authority}:{code}",
        };
    }

    private static bool IsPlain(string part) => part.Length is > 0 and <= LongestPart && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
