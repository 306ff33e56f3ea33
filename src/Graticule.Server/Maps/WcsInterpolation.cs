namespace Graticule.Server.Maps;

/// <summary>The interpolation extension (OGC 12-049).</summary>
internal static class WcsInterpolation
{
    private const string Start = "http://www.opengis.net/def/interpolation/OGC/1/";

    /// <summary>Addresses as the standard has them; the last is this server's own.</summary>
    public static IReadOnlyList<string> All { get; } = [Start + "nearest-neighbor", Start + "linear", Start + "cubic", Start + "average"];

    /// <summary>The renderer's word; a fault goes into the query.</summary>
    public static string Read(MapQuery query)
    {
        var text = query.Text("INTERPOLATION") ?? "nearest";
        switch (text[(text.LastIndexOf('/') + 1)..].ToLowerInvariant())
        {
            case "nearest" or "nearest-neighbor" or "nearest-neighbour" or "nearestneighbor":
                return "nearest";
            case "linear" or "bilinear":
                return "bilinear";
            case "cubic" or "bicubic":
                return "cubic";
            case "average":
                return "average";
            default:
                query.Add("InterpolationMethodNotSupported", $"'{MapQuery.Short(text)}' is not known; there are {string.Join(", ", All)}.", "INTERPOLATION");
                return "nearest";
        }
    }
}
