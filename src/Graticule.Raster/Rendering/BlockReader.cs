using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Rendering;

/// <summary>Which samples a cached block holds.</summary>
internal readonly record struct BlockKey(int Source, int Level, int Band, int Block);

/// <summary>
/// Decoded blocks of some bands of one level, for one request on one thread. They come from the cache that all requests share, so
/// neighbouring tiles decode a block once; a request itself holds on to a bounded number of them.
/// </summary>
internal sealed class BlockReader(
    MapSources files, Lru<BlockKey, byte[]> cache, MapSource source, int level, IReadOnlyList<int> bands, CancellationToken cancellationToken)
{
    /// <summary>Most bytes that one request holds on to.</summary>
    private const long MostHeld = 96L << 20;

    private readonly Dictionary<int, byte[][]> _held = [];
    private long _bytes;
    private int _lastBlock = -1;
    private byte[][] _last = [];

    internal LayerLevel Level { get; } = source.Levels[level];

    internal IReadOnlyList<int> Bands => bands;

    internal PixelType TypeOf(int index) => bands[index] == LayerFile.Mask ? PixelType.UInt8 : source.Info.Bands[bands[index] - 1].Type;

    /// <summary>Pixels of a block that is cut off at the edges of the raster.</summary>
    internal Window WindowOf(int blockColumn, int blockRow)
    {
        var (column, row) = (blockColumn * Level.BlockWidth, blockRow * Level.BlockHeight);
        return new(column, row, Math.Min(Level.BlockWidth, Level.Width - column), Math.Min(Level.BlockHeight, Level.Height - row));
    }

    /// <summary>The samples of a block, a plane for each band, rows without gaps.</summary>
    /// <exception cref="RasterFileException">The file is damaged.</exception>
    internal byte[][] Get(int blockColumn, int blockRow)
    {
        var block = (blockRow * Level.BlocksAcross) + blockColumn;
        if (block == _lastBlock)
        {
            return _last;
        }

        if (!_held.TryGetValue(block, out var planes))
        {
            cancellationToken.ThrowIfCancellationRequested();
            planes = Load(block, WindowOf(blockColumn, blockRow), isAlone: !source.IsComputed || Level.Overview == LayerLevel.Made);
            if (_bytes > MostHeld)
            {
                _held.Clear();
                _bytes = 0;
            }

            _held[block] = planes;
            _bytes += planes.Sum(plane => (long)plane.Length);
        }

        (_lastBlock, _last) = (block, planes);
        return planes;
    }

    /// <param name="block">Which.</param>
    /// <param name="window">Its pixels.</param>
    /// <param name="isAlone">Whether no other thread can be computing it just now; else those that come later wait for the first.</param>
    private byte[][] Load(int block, Window window, bool isAlone)
    {
        var planes = new byte[bands.Count][];
        List<int> missing = [];
        for (var i = 0; i < planes.Length; i++)
        {
            if (cache.TryGet(new(source.Id, level, bands[i], block), out var plane))
            {
                planes[i] = plane;
                continue;
            }

            planes[i] = GC.AllocateUninitializedArray<byte>(window.Width * window.Height * TypeOf(i).Size());
            missing.Add(i);
        }

        if (missing.Count > 0 && !isAlone)
        {
            lock (files.GateOf(source.Id, level, block))
            {
                return Load(block, window, isAlone: true);
            }
        }

        if (missing.Count > 0 && Level.Overview == LayerLevel.Made)
        {
            Thin(missing, window, planes);
        }
        else if (missing.Count > 0)
        {
            Read(missing, window, planes);
        }

        foreach (var i in missing)
        {
            cache.Add(new(source.Id, level, bands[i], block), planes[i]);
        }

        return planes;
    }

    private void Read(List<int> missing, Window window, byte[][] planes)
    {
        var file = files.Rent(source);
        try
        {
            missing.ForEach(i => file.Read(Level, bands[i], window, TypeOf(i), planes[i]));
        }
        catch
        {
            file.Dispose();
            throw;
        }

        files.Return(source, file);
    }

    /// <summary>Takes every other pixel of the level above, which is larger by a factor of two; all bands at once, since they may be decoded at once.</summary>
    private void Thin(List<int> missing, Window window, byte[][] planes)
    {
        var above = new BlockReader(files, cache, source, level - 1, [.. missing.Select(i => bands[i])], cancellationToken);
        var columns = new int[window.Width];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Math.Min((2 * (window.Column + i)) + 1, above.Level.Width - 1);
        }

        var lines = missing.Select(i => new byte[window.Width * TypeOf(i).Size()]).ToArray();
        var rows = new AxisRows(above, columns, lines);
        for (var row = 0; row < window.Height; row++)
        {
            rows.Fetch(Math.Min((2 * (window.Row + row)) + 1, above.Level.Height - 1));
            for (var k = 0; k < lines.Length; k++)
            {
                lines[k].CopyTo(planes[missing[k]].AsSpan(row * lines[k].Length));
            }
        }
    }
}
