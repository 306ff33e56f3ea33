namespace Graticule.Raster.Ard;

/// <summary>A file cannot be read; the message names it.</summary>
/// <param name="file">Name of the file.</param>
/// <param name="message">What is wrong.</param>
/// <param name="cause">What told so.</param>
public sealed class ArdFileException(string file, string message, Exception? cause = null) : Exception(message, cause)
{
    public string File { get; } = file;
}
