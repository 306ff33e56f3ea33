using System.Globalization;
using Graticule.Raster.Gdal;

namespace Graticule.Raster.Rendering;

/// <summary>
/// The files that are drawn from: what they say of themselves is read once for each state of a file (path, time of change, length),
/// and open files wait for their next use. Safe from any thread.
/// </summary>
/// <param name="opener">Opens what is no raster file; null: only raster files are drawn.</param>
internal sealed class MapSources(ILayerOpener? opener = null) : IDisposable
{
    private const int MostSources = 1024;
    private const int MostIdle = 48;

    private readonly Lru<string, (string State, MapSource Source)> _sources = new(MostSources, _ => 1);
    private readonly Lru<string, Holder> _ids = new(MostSources, _ => 1);
    private readonly Lock _gate = new();
    private readonly LinkedList<(int Source, ILayer File)> _idle = new();

    /// <exception cref="RasterFileException">It is no raster that may be opened.</exception>
    internal MapSource Get(string path)
    {
        var content = opener?.StateOf(path);
        var state = content ?? StampOf(path);
        if (_sources.TryGet(path, out var known) && known.State == state)
        {
            return known.Source;
        }

        var opened = Open(path);
        try
        {
            var source = MapSource.Read(content is null ? MapSource.NewId() : IdOf(content), content is not null, path, opened);
            _sources.Add(path, (state, source));
            Return(source, opened);
            return source;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>An open file for one thread, to be given back by <see cref="Return"/> unless it failed.</summary>
    internal ILayer Rent(MapSource source)
    {
        lock (_gate)
        {
            for (var node = _idle.First; node is not null; node = node.Next)
            {
                if (node.Value.Source == source.Id)
                {
                    _idle.Remove(node);
                    return node.Value.File;
                }
            }
        }

        return Open(source.Path);
    }

    internal void Return(MapSource source, ILayer file)
    {
        ILayer? oldest = null;
        lock (_gate)
        {
            _idle.AddFirst((source.Id, file));
            if (_idle.Count > MostIdle)
            {
                oldest = _idle.Last!.Value.File;
                _idle.RemoveLast();
            }
        }

        oldest?.Dispose();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var (_, file) in _idle)
            {
                file.Dispose();
            }

            _idle.Clear();
        }
    }

    private ILayer Open(string path) => opener?.Open(path) ?? LayerFile.Open(path);

    /// <summary>What has the same content has the same blocks, whatever its path.</summary>
    private int IdOf(string content)
    {
        lock (_gate)
        {
            if (!_ids.TryGet(content, out var holder))
            {
                holder = new(MapSource.NewId());
                _ids.Add(content, holder);
            }

            return holder.Id;
        }
    }

    private static string StampOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.LastWriteTimeUtc.Ticks:x}|{file.Length:x}") : "";
    }

    private sealed record Holder(int Id);
}
