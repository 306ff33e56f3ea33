namespace Graticule.Raster.Formats;

/// <summary>The formats that results can be written in; to add one is to add a file and a line.</summary>
public static class RasterFormats
{
    public static RasterFormat GeoTiff => GeoTiffFormat.Format;

    public static RasterFormat Png => PngFormat.Format;

    public static IReadOnlyList<RasterFormat> All { get; } =
    [
        GeoTiffFormat.Format,
        CogFormat.Format,
        PngFormat.Format,
        JpegFormat.Format,
    ];

    /// <summary>The format of that name or media type; null if there is none.</summary>
    /// <param name="nameOrMediaType">Such as <c>COG</c> or <c>image/png</c>; capitals do not matter.</param>
    public static RasterFormat? Find(string nameOrMediaType) => All.FirstOrDefault(format =>
        string.Equals(format.Name, nameOrMediaType, StringComparison.OrdinalIgnoreCase)
        || format.MediaTypes.Contains(nameOrMediaType, StringComparer.OrdinalIgnoreCase));
}
