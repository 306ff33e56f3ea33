using Graticule.Raster.Formats;

namespace Graticule.Server.Maps;

/// <summary>Formats of coverages: those that results can be written in.</summary>
internal static class WcsFormats
{
    public const string Native = "image/tiff";

    public static IReadOnlyList<string> All { get; } = [Native, .. RasterFormats.All.Select(format => format.MediaTypes[0])];

    /// <summary>Null for a media type that is none of them; blanks and capitals mean nothing.</summary>
    public static RasterFormat? Find(string mediaType)
    {
        var plain = Plain(mediaType);
        foreach (var format in RasterFormats.All)
        {
            if (format.MediaTypes.Any(known => Plain(known) == plain) || string.Equals(format.Name, plain, StringComparison.OrdinalIgnoreCase))
            {
                return format;
            }
        }

        return plain == "image/geotiff" ? RasterFormats.GeoTiff : null;
    }

    /// <summary>What a file of the format is sent as: clients know GeoTIFF by its short name.</summary>
    public static string Short(RasterFormat format) => format == RasterFormats.GeoTiff ? Native : format.MediaTypes[0];

    private static string Plain(string mediaType) => mediaType.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
