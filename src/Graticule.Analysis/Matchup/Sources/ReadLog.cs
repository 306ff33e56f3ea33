using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup.Sources;

/// <summary>Which files of a side could be read. Written by one thread; may be read when that has ended.</summary>
/// <param name="tell">Told of each file that cannot be read, once.</param>
internal sealed class ReadLog(Action<string> tell)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _failed = new(StringComparer.Ordinal);

    public int Read => _read.Count;

    /// <summary>Base names of files, and what is wrong with them.</summary>
    public IReadOnlyDictionary<string, string> Failed => _failed;

    public bool HasFailed(string path) => _failed.ContainsKey(Path.GetFileName(path));

    public void Succeed(string path) => _read.Add(path);

    public void Fail(ObservationFileException exception)
    {
        if (_failed.TryAdd(Path.GetFileName(exception.Path), exception.Message))
        {
            tell(exception.Message);
        }
    }
}
