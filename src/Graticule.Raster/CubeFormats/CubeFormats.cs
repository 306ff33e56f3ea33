using System.Diagnostics.CodeAnalysis;

namespace Graticule.Raster.CubeFormats;

/// <summary>The formats that cubes can be written in; to add one is to add a file and a line.</summary>
[SuppressMessage("Design", "MA0049:Type name should not match containing namespace", Justification = "It is the list of what the folder holds.")]
public static class CubeFormats
{
    public static IReadOnlyList<CubeFormat> All { get; } =
    [
        GeoTiff.Format,
        CloudGeoTiff.Format,
        NetCdf.Format,
        Zarr.Format,
        Pictures.Png,
        Pictures.Jpeg,
        JsonFormat.Format,
        CsvFormat.Format,
        ParquetFormat.Format,
        VectorFormats.GeoJson,
        VectorFormats.GeoPackage,
    ];

    /// <summary>The format of that name; null if there is none.</summary>
    /// <param name="name">Such as <c>GTiff</c>; capitals do not matter.</param>
    public static CubeFormat? Find(string name) => All.FirstOrDefault(format => string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase));
}
