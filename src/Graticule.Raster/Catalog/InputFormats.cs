namespace Graticule.Raster.Catalog;

/// <summary>A format that files of users may have.</summary>
/// <param name="Name">GDAL's short name.</param>
/// <param name="Title">What people call it.</param>
/// <param name="IsVector">Whether it holds geometries instead of pixels.</param>
public sealed record InputFormat(string Name, string Title, bool IsVector);

/// <summary>The formats that files of users may have.</summary>
public static class InputFormats
{
    public static IReadOnlyList<InputFormat> All { get; } =
    [
        new("GTiff", "GeoTIFF, also cloud optimized", IsVector: false),
        new("netCDF", "NetCDF by the Climate and Forecast conventions", IsVector: false),
        new("JP2OpenJPEG", "JPEG 2000", IsVector: false),
        new("PNG", "Portable Network Graphics", IsVector: false),
        new("JPEG", "JPEG", IsVector: false),
        new("GeoJSON", "GeoJSON", IsVector: true),
        new("GPKG", "GeoPackage", IsVector: true),
        new("FlatGeobuf", "FlatGeobuf", IsVector: true),
    ];

    /// <summary>The format of that name, in small or capital letters; null if there is none.</summary>
    public static InputFormat? Find(string name) => All.FirstOrDefault(format => string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase));
}
