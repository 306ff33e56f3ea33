namespace Graticule.Raster.Observations;

/// <summary>A file of observations cannot be read; the rest of its data set is served.</summary>
public sealed class ObservationFileException : Exception
{
    /// <param name="path">Of the file.</param>
    /// <param name="reason">One sentence for people, which does not name the file.</param>
    /// <param name="cause">What it came from.</param>
    public ObservationFileException(string path, string reason, Exception? cause = null)
        : base($"{System.IO.Path.GetFileName(path)}: {reason}", cause) => (Path, Reason) = (path, reason);

    /// <summary>Of the file.</summary>
    public string Path { get; }

    /// <summary>One sentence for people.</summary>
    public string Reason { get; }
}
