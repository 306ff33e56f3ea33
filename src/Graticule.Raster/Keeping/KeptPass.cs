using Graticule.Raster.Windows;

namespace Graticule.Raster.Keeping;

/// <summary>The windows of one pass: what earlier runs kept of it, and where this one keeps more. May be used by several threads.</summary>
public sealed class KeptPass : IDisposable
{
    /// <summary>Rows of a bucket of windows.</summary>
    private const int BucketRows = 64;

    private readonly WindowKeep _keep;
    private readonly string _pass;
    private readonly IReadOnlyList<KeptFile> _files;
    private readonly Dictionary<int, List<KeptWindowPlace>> _buckets = [];
    private readonly KeptPass _whole;
    private readonly List<KeptPass> _parts = [];
    private int _isFound;

    internal KeptPass(WindowKeep keep, string pass, IReadOnlyList<KeptFile> files, KeptPass? whole)
    {
        (_keep, _pass, _files, _whole) = (keep, pass, files, whole ?? this);
        foreach (var place in files.SelectMany(file => file.List()))
        {
            var window = place.Record.Window;
            Windows++;
            for (var bucket = window.Row / BucketRows; bucket <= (window.Row + window.Height - 1) / BucketRows; bucket++)
            {
                if (!_buckets.TryGetValue(bucket, out var list))
                {
                    list = [];
                    _buckets.Add(bucket, list);
                }

                list.Add(place);
            }
        }
    }

    /// <summary>Windows of earlier runs.</summary>
    public int Windows { get; }

    /// <summary>A pass over a part of the same, or over it seen otherwise.</summary>
    /// <param name="part">Which, in words.</param>
    internal KeptPass Part(string part)
    {
        var pass = _keep.Open($"{_pass}\n{part}", _whole);
        lock (_parts)
        {
            _parts.Add(pass);
        }

        return pass;
    }

    /// <summary>Whether nobody asked this of the whole pass before.</summary>
    internal bool IsFirstFind() => Interlocked.Exchange(ref _whole._isFound, 1) == 0;

    internal bool IsKeeping => _keep.IsKeeping;

    /// <summary>Where a thread keeps what it computes.</summary>
    internal KeptLog NewLog() => new(_keep, _pass);

    /// <summary>The windows of earlier runs that have cells in common with this one; some may be met twice.</summary>
    internal IEnumerable<KeptWindowPlace> Meeting(Window window)
    {
        for (var bucket = window.Row / BucketRows; bucket <= (window.Row + window.Height - 1) / BucketRows; bucket++)
        {
            if (_buckets.TryGetValue(bucket, out var list))
            {
                foreach (var place in list.Where(place => Meet(place.Record.Window, window)))
                {
                    yield return place;
                }
            }
        }
    }

    /// <summary>The content of exactly this window; false where it was not kept.</summary>
    internal bool TryRead(Window window, Span<byte> content)
    {
        if (_buckets.TryGetValue(window.Row / BucketRows, out var list))
        {
            foreach (var place in list)
            {
                if (place.Record.Window == window && place.TryRead(content))
                {
                    return true;
                }
            }
        }

        return false;
    }

    public void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }

        _parts.ForEach(part => part.Dispose());
    }

    private static bool Meet(Window a, Window b) =>
        a.Row < b.Row + b.Height && b.Row < a.Row + a.Height && a.Column < b.Column + b.Width && b.Column < a.Column + a.Width;
}
