using Graticule.Raster.Windows;

namespace Graticule.Raster.Gdal;

/// <summary>What this thread, and those that join it, read of files while they work on one request.</summary>
public sealed class ReadTally
{
    /// <summary>Windows that are remembered one by one; further ones are counted.</summary>
    private const int MostWindows = 1000;

    [ThreadStatic]
    private static ReadTally? _current;

    private readonly Lock _gate = new();
    private readonly List<FileWindow> _windows = [];
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private long _count;
    private long _bytes;

    public ReadFigures Figures
    {
        get
        {
            lock (_gate)
            {
                return new(_count, _bytes, _files.Count, [.. _windows]);
            }
        }
    }

    /// <summary>The one that this thread tells; null: none.</summary>
    internal static ReadTally? Current => _current;

    /// <summary>Has this thread tell a tally what it reads, until the answer is disposed of.</summary>
    public static IDisposable Join(ReadTally? tally)
    {
        var turn = new Turn(_current);
        Tell(tally);
        return turn;
    }

    /// <summary>Tells of a window that was read.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="band">From 1.</param>
    /// <param name="window">Pixels of the file, or of the overview that was read.</param>
    /// <param name="bytes">Decoded samples that were handed out.</param>
    internal static void Add(string path, int band, Window window, long bytes) => _current?.Count(path, band, window, bytes);

    private void Count(string path, int band, Window window, long bytes)
    {
        lock (_gate)
        {
            _count++;
            _bytes += bytes;
            _files.Add(path);
            if (_windows.Count < MostWindows)
            {
                _windows.Add(new(path, band, window.Column, window.Row, window.Width, window.Height));
            }
        }
    }

    private static void Tell(ReadTally? tally) => _current = tally;

    /// <param name="outer">Told again afterwards.</param>
    private sealed class Turn(ReadTally? outer) : IDisposable
    {
        public void Dispose() => Tell(outer);
    }
}

/// <summary>What was read of files for one request.</summary>
/// <param name="Count">Windows.</param>
/// <param name="Bytes">Decoded samples, in bytes.</param>
/// <param name="Files">Different files.</param>
/// <param name="Windows">The windows, the first thousand of them.</param>
public sealed record ReadFigures(long Count, long Bytes, int Files, IReadOnlyList<FileWindow> Windows);

/// <summary>A window of one band of a file, in pixels of the file.</summary>
public sealed record FileWindow(string Path, int Band, int Column, int Row, int Width, int Height);
