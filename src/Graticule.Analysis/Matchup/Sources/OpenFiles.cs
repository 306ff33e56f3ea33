using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup.Sources;

/// <summary>The files of a data set that were used last, open; those that cannot be read are told once and passed over.</summary>
/// <param name="most">Files that are open at a time.</param>
/// <param name="open">Opens one.</param>
/// <param name="log">Which files were read.</param>
internal sealed class OpenFiles<T>(int most, Func<Granule, T> open, ReadLog log) : IDisposable
    where T : class, IDisposable
{
    private readonly Dictionary<string, LinkedListNode<(string Path, T File)>> _known = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Path, T File)> _files = [];

    /// <summary>Null: it cannot be opened.</summary>
    public T? Open(Granule granule)
    {
        if (log.HasFailed(granule.Path))
        {
            return null;
        }

        if (_known.TryGetValue(granule.Path, out var known))
        {
            _files.Remove(known);
            _files.AddLast(known);
            return known.Value.File;
        }

        try
        {
            var file = open(granule);
            _known[granule.Path] = _files.AddLast((granule.Path, file));
            if (_files.Count > most)
            {
                Close(_files.First!.Value.Path);
            }

            log.Succeed(granule.Path);
            return file;
        }
        catch (ObservationFileException exception)
        {
            log.Fail(exception);
            return null;
        }
    }

    public void Close(string path)
    {
        if (_known.Remove(path, out var known))
        {
            _files.Remove(known);
            known.Value.File.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (var path in _known.Keys.ToList())
        {
            Close(path);
        }
    }
}
