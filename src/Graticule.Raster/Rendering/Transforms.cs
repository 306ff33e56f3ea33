using System.Collections.Concurrent;
using Graticule.Raster.Gdal;

namespace Graticule.Raster.Rendering;

/// <summary>
/// Transformations between coordinate reference systems, which take milliseconds to set up: each is lent to one thread at a time and
/// kept for the next. Safe from any thread.
/// </summary>
internal sealed class Transforms : IDisposable
{
    private const int MostPairs = 256;
    private const int MostIdle = 32;

    private readonly ConcurrentDictionary<(string, string), ConcurrentBag<CoordinateTransform>> _idle = [];
    private readonly Lru<(string, string), bool> _same = new(1024, _ => 1);

    /// <summary>Whether two definitions mean the same system.</summary>
    /// <exception cref="MapRequestException">One of them is not known.</exception>
    internal bool AreSame(string a, string b)
    {
        if (!_same.TryGet((a, b), out var same))
        {
            using var first = Find(a);
            using var second = Find(b);
            same = first.IsSameAs(second);
            _same.Add((a, b), same);
        }

        return same;
    }

    /// <exception cref="MapRequestException">One of them is not known, or there is no way between them.</exception>
    internal CoordinateTransform Rent(string from, string to)
    {
        if (_idle.TryGetValue((from, to), out var bag) && bag.TryTake(out var idle))
        {
            return idle;
        }

        using var source = Find(from);
        using var target = Find(to);
        return CoordinateTransform.Find(source, target)
            ?? throw new MapRequestException(nameof(MapRequest.Crs), $"PROJ knows no transformation between {Short(from)} and the file's CRS.");
    }

    internal void Return(string from, string to, CoordinateTransform transform)
    {
        if (_idle.Count >= MostPairs && !_idle.ContainsKey((from, to)))
        {
            transform.Dispose();
            return;
        }

        var bag = _idle.GetOrAdd((from, to), _ => []);
        if (bag.Count < MostIdle)
        {
            bag.Add(transform);
        }
        else
        {
            transform.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (var transform in _idle.Values.SelectMany(bag => bag))
        {
            transform.Dispose();
        }

        _idle.Clear();
    }

    private static CoordinateReference Find(string definition) => CoordinateReference.Find(definition)
        ?? throw new MapRequestException(
            nameof(MapRequest.Crs), $"The coordinate reference system '{Short(definition)}' is not known; name one such as EPSG:3857, EPSG:4326 or CRS:84.");

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
