using System.Collections.Concurrent;
using Graticule.Raster.Cubes;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.CubeFormats;

/// <summary>Takes the tiles of a cube's planes, from several threads.</summary>
internal interface ITileSink
{
    SampleCoding Coding { get; }

    /// <summary>Columns and rows of a tile.</summary>
    (int Width, int Height) Tile { get; }

    /// <summary>A whole tile; cells of it that lie outside of the cube are 0.</summary>
    /// <param name="plane">Of the cube.</param>
    /// <param name="column">Of the tile, among tiles.</param>
    /// <param name="row">Of the tile, among tiles.</param>
    /// <param name="samples">Row by row.</param>
    void Write(int plane, int column, int row, ReadOnlySpan<byte> samples);
}

/// <summary>Computes a cube and hands it on tile by tile: what is in memory are the tiles of one row of each window being computed.</summary>
internal sealed class TiledWalk
{
    private readonly Cube _cube;
    private readonly ITileSink _sink;
    private readonly Lock _gate = new();
    private readonly CellSummary[] _summaries;
    private readonly ConcurrentDictionary<Window, WindowTiles> _open = new();
    private readonly ConcurrentBag<WindowTiles> _free = [];
    private int _windowWidth;

    internal TiledWalk(Cube cube, ITileSink sink)
    {
        _cube = cube;
        _sink = sink;
        _summaries = [.. Enumerable.Repeat(CellSummary.None, cube.Shape.Planes)];
    }

    /// <summary>Of each plane, when it has run.</summary>
    internal IReadOnlyList<CellSummary> Summaries => _summaries;

    /// <summary>Cells whose value is the one that stands for nodata, when it has run.</summary>
    internal long Taken { get; private set; }

    /// <summary>Bytes that a thread holds while it fills a row of tiles one tile wide.</summary>
    internal static long BytesHeld(int planes, (int Width, int Height) tile, PixelType type) => (long)planes * tile.Width * tile.Height * type.Size();

    internal void Run(int threads, long mostBytes, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        // The bound is for what sources decode; the tiles' share of it is taken off, as if a window were one tile high.
        var decoded = Math.Max(1, _cube.BytesPerPixel);
        var held = (long)_cube.Shape.Planes * _sink.Coding.Type.Size();
        var options = new CubeWalkOptions(threads, (long)(mostBytes * ((double)decoded / (decoded + held)))) { OutputTile = _sink.Tile };
        _windowWidth = CubeWalk.Cut(_cube, options).WindowWidth;
        CubeWalk.Run(_cube, options, Take, progress, cancellationToken);
    }

    private void Take(Block strip, Window window)
    {
        var tiles = _open.GetOrAdd(window, static (_, walk) => walk.Free(), this);
        tiles.Take(strip, window);
        if (strip.Window.Row + strip.Window.Height < window.Row + window.Height)
        {
            return;
        }

        _open.TryRemove(window, out _);
        lock (_gate)
        {
            for (var plane = 0; plane < _summaries.Length; plane++)
            {
                _summaries[plane] += tiles.Summaries[plane];
            }

            Taken += tiles.Taken;
        }

        tiles.Forget();
        _free.Add(tiles);
    }

    private WindowTiles Free() => _free.TryTake(out var tiles) ? tiles : new(_sink, _cube.Shape, _windowWidth);
}
