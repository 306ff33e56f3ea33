using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup.Sources;

/// <summary>The numbers of the observations of each file, as long as the file may be asked for again.</summary>
internal sealed class FileNumbers
{
    private readonly Dictionary<string, (long End, ObservationNumbers Numbers)> _files = new(StringComparer.Ordinal);

    public ObservationNumbers Of(Granule granule)
    {
        if (!_files.TryGetValue(granule.Path, out var known))
        {
            _files[granule.Path] = known = (granule.End, new());
        }

        return known.Numbers;
    }

    /// <summary>Forgets files that end before a time, and names them.</summary>
    public IReadOnlyList<string> Forget(long before)
    {
        List<string> past = [.. _files.Where(file => file.Value.End < before).Select(file => file.Key)];
        past.ForEach(path => _files.Remove(path));
        return past;
    }
}
