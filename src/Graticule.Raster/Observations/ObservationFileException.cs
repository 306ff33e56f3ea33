namespace Graticule.Raster.Observations;

/// <summary>A file of observations cannot be used; the message names it without its folder.</summary>
/// <param name="path">Of the file.</param>
/// <param name="reason">What is wrong and what would be right, as the rest of a sentence that begins with the file's name; no full stop.</param>
/// <param name="cause">What it came from; null: the file itself.</param>
public sealed class ObservationFileException(string path, string reason, Exception? cause = null)
    : Exception($"'{System.IO.Path.GetFileName(path)}' {reason}.", cause)
{
    /// <summary>Path of the file, as it was given.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong, without the name of the file.</summary>
    public string Reason { get; } = reason;
}
