namespace Graticule.Raster.Observations;

/// <summary>A file of observations cannot be read; the rest of its data set is served.</summary>
public sealed class ObservationFileException : Exception
{
    /// <param name="path">Of the file.</param>
    /// <param name="reason">What is wrong and what would be right: a sentence that does not name the file, or the rest of one that begins with the file.</param>
    /// <param name="cause">What it came from.</param>
    public ObservationFileException(string path, string reason, Exception? cause = null)
        : base($"{System.IO.Path.GetFileName(path)}: {Sentence(reason)}", cause) => (Path, Reason) = (path, Sentence(reason));

    /// <summary>Of the file, as it was given.</summary>
    public string Path { get; }

    /// <summary>One sentence for people, which does not name the file.</summary>
    public string Reason { get; }

    private static string Sentence(string reason)
    {
        var whole = reason.Length > 0 && char.IsLower(reason[0]) ? $"It {reason}" : reason;
        return whole.EndsWith('.') ? whole : whole + ".";
    }
}
