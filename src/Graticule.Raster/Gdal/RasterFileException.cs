namespace Graticule.Raster.Gdal;

/// <summary>A raster that a user named cannot be used; the message names the file without its folder and says what would be right.</summary>
public sealed class RasterFileException(string fileName, string message) : Exception(message)
{
    /// <summary>The file's name without its folder.</summary>
    public string FileName { get; } = fileName;
}
