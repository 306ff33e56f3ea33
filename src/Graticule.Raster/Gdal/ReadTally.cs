using Graticule.Raster.Windows;

namespace Graticule.Raster.Gdal;

/// <summary>What this thread reads of files while it works on one request.</summary>
public sealed class ReadTally : IDisposable
{
    /// <summary>Windows that are remembered one by one; further ones are counted.</summary>
    private const int MostWindows = 1000;

    [ThreadStatic]
    private static ReadTally? _current;

    private readonly ReadTally? _outer = _current;
    private readonly List<FileWindow> _windows = [];
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private long _count;
    private long _bytes;

    /// <summary>Begins to count what this thread reads, until it is disposed of.</summary>
    public ReadTally() => _current = this;

    public ReadFigures Figures => new(_count, _bytes, _files.Count, _windows);

    public void Dispose() => _current = _outer;

    /// <summary>Tells of a window that was read.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="band">From 1.</param>
    /// <param name="window">Pixels of the file, or of the overview that was read.</param>
    /// <param name="bytes">Decoded samples that were handed out.</param>
    internal static void Add(string path, int band, Window window, long bytes) => _current?.Count(path, band, window, bytes);

    private void Count(string path, int band, Window window, long bytes)
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

/// <summary>What was read of files for one request.</summary>
/// <param name="Count">Windows.</param>
/// <param name="Bytes">Decoded samples, in bytes.</param>
/// <param name="Files">Different files.</param>
/// <param name="Windows">The windows, the first thousand of them.</param>
public sealed record ReadFigures(long Count, long Bytes, int Files, IReadOnlyList<FileWindow> Windows);

/// <summary>A window of one band of a file, in pixels of the file.</summary>
public sealed record FileWindow(string Path, int Band, int Column, int Row, int Width, int Height);
