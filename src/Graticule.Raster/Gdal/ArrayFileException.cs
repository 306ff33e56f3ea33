namespace Graticule.Raster.Gdal;

/// <summary>A file of arrays cannot be used.</summary>
/// <param name="path">Of the file.</param>
/// <param name="reason">What is wrong, as the rest of a sentence that begins with the file's name.</param>
public sealed class ArrayFileException(string path, string reason) : Exception($"'{System.IO.Path.GetFileName(path)}' {reason}.")
{
    public string Path { get; } = path;

    public string Reason { get; } = reason;
}
