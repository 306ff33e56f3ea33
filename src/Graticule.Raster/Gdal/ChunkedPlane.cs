using System.Buffers;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Gdal;

/// <summary>
/// Windows of the last two dimensions of an array of an HDF5 file, whose blocks are read and inflated here, several at once, instead of one after
/// the other in the library's lock. Whatever is unusual is left to GDAL. One thread uses it at a time.
/// </summary>
internal sealed unsafe class ChunkedPlane : IDisposable
{
    /// <summary>Bytes of decoded blocks that are kept because only a part of them was wanted.</summary>
    private const long MostKept = 48L << 20;

    private readonly Hdf5Chunks _chunks;
    private readonly long[] _sizes;
    private readonly int _sampleSize;
    private readonly int _blockBytes;
    private readonly Dictionary<long, byte[]> _kept = [];
    private readonly Queue<long> _order = [];

    private ChunkedPlane(Hdf5Chunks chunks, long[] sizes, int sampleSize, int blockBytes) =>
        (_chunks, _sizes, _sampleSize, _blockBytes) = (chunks, sizes, sampleSize, blockBytes);

    /// <summary>Takes samples of a row of the window, from one of several threads.</summary>
    /// <param name="row">Of the window.</param>
    /// <param name="column">Of the window, of the first sample.</param>
    /// <param name="samples">As the file has them.</param>
    internal delegate void Taker(int row, int column, ReadOnlySpan<byte> samples);

    /// <summary>Null where GDAL is to read the array.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="array">Of the file, of two dimensions at least.</param>
    /// <param name="type">Of its numbers.</param>
    internal static ChunkedPlane? TryOpen(string path, ArrayInfo array, PixelType type)
    {
        if (array.Dimensions.Count < 2 || Hdf5Chunks.TryOpen(path, array.Name, array.Dimensions.Count, type) is not { } chunks)
        {
            return null;
        }

        var bytes = chunks.Sizes.Aggregate((double)type.Size(), (product, size) => product * size);
        if (bytes is > 0 and <= 1 << 29)
        {
            return new(chunks, [.. array.Dimensions.Select(dimension => dimension.Size)], type.Size(), (int)bytes);
        }

        chunks.Dispose();
        return null;
    }

    /// <summary>Reads a window; false where GDAL is to read it: then some of its rows may have been taken already.</summary>
    /// <param name="leading">Places along the dimensions before the last two.</param>
    /// <param name="row">First place along the last but one.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="column">First place along the last one.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="take">Gets all samples.</param>
    internal bool TryRead(ReadOnlySpan<long> leading, int row, int rows, int column, int columns, Taker take)
    {
        var blocks = Blocks(leading, row, rows, column, columns);
        if (blocks is null)
        {
            return false;
        }

        var isFailed = 0;
        Parallel.For(0, blocks.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (i, state) =>
        {
            var block = blocks[i];
            var rented = block.Decoded is null && !block.IsKept ? ArrayPool<byte>.Shared.Rent(_blockBytes) : null;
            var decoded = block.Decoded ?? rented ?? new byte[_blockBytes];
            try
            {
                if (block.Decoded is null && !TryDecode(block.Place, decoded.AsSpan(0, _blockBytes)))
                {
                    Volatile.Write(ref isFailed, 1);
                    state.Stop();
                    return;
                }

                block.Decoded = rented is null ? decoded : null;
                HandOut(block, decoded, row, rows, column, columns, take);
            }
            finally
            {
                if (rented is not null)
                {
                    ArrayPool<byte>.Shared.Return(rented);
                }
            }
        });
        foreach (var block in blocks.Where(block => block is { IsKept: true, Decoded: not null }))
        {
            Keep(block.Key, block.Decoded!);
        }

        return isFailed == 0;
    }

    public void Dispose() => _chunks.Dispose();

    /// <summary>The blocks that a window touches; null where one of them cannot be found.</summary>
    private List<Block>? Blocks(ReadOnlySpan<long> leading, int row, int rows, int column, int columns)
    {
        var rank = _sizes.Length;
        Span<ulong> start = stackalloc ulong[rank];
        var (plane, number) = (0L, 0L);
        for (var i = 0; i < rank - 2; i++)
        {
            var (size, index) = (_chunks.Sizes[i], leading[i] / _chunks.Sizes[i]);
            start[i] = (ulong)(index * size);
            (plane, number) = ((plane * size) + (leading[i] % size), (number * Across(i)) + index);
        }

        var (height, width) = (_chunks.Sizes[^2], _chunks.Sizes[^1]);
        List<Block> blocks = [];
        for (var top = row / height * height; top < row + rows; top += height)
        {
            for (var left = column / width * width; left < column + columns; left += width)
            {
                (start[rank - 2], start[rank - 1]) = ((ulong)top, (ulong)left);
                var key = (((number * Across(rank - 2)) + (top / height)) * Across(rank - 1)) + (left / width);
                var decoded = _kept.GetValueOrDefault(key);
                if (decoded is null && _chunks.Find(start, key) is not { })
                {
                    return null;
                }

                // A block of which something is left may be asked for again.
                var isWhole = _blockBytes == height * width * _sampleSize && top >= row && left >= column
                    && Math.Min(top + height, _sizes[^2]) <= row + rows && Math.Min(left + width, _sizes[^1]) <= column + columns;
                blocks.Add(new Block(key, (int)top, (int)left, plane * height * width * _sampleSize, !isWhole)
                {
                    Decoded = decoded,
                    Place = decoded is null ? _chunks.Find(start, key)!.Value : default,
                });
            }
        }

        return blocks;

        long Across(int dimension) => ((_sizes[dimension] - 1) / _chunks.Sizes[dimension]) + 1;
    }

    private void HandOut(Block block, ReadOnlySpan<byte> decoded, int row, int rows, int column, int columns, Taker take)
    {
        var (height, width) = ((int)_chunks.Sizes[^2], (int)_chunks.Sizes[^1]);
        var (first, end) = (Math.Max(block.Top, row), Math.Min(block.Top + height, row + rows));
        var (left, right) = (Math.Max(block.Left, column), Math.Min(block.Left + width, column + columns));
        for (var line = first; line < end; line++)
        {
            var at = block.Plane + (((((long)line - block.Top) * width) + left - block.Left) * _sampleSize);
            take(line - row, left - column, decoded.Slice((int)at, (right - left) * _sampleSize));
        }
    }

    private bool TryDecode((long Offset, int Length) place, Span<byte> decoded)
    {
        if (place.Length > decoded.Length + (decoded.Length / 16) + 1024)
        {
            return false;
        }

        var read = ArrayPool<byte>.Shared.Rent(place.Length);
        var inflated = _chunks.IsShuffled ? ArrayPool<byte>.Shared.Rent(decoded.Length) : null;
        try
        {
            if (RandomAccess.Read(_chunks.Handle, read.AsSpan(0, place.Length), place.Offset) != place.Length)
            {
                return false;
            }

            var target = inflated is null ? decoded : inflated.AsSpan(0, decoded.Length);
            if (!_chunks.IsDeflated)
            {
                return place.Length == decoded.Length && read.AsSpan(0, place.Length).TryCopyTo(decoded);
            }

            fixed (byte* from = read, to = target)
            {
                if (Native.CPLZLibInflate(from, (nuint)place.Length, to, (nuint)target.Length, out var length) == 0 || length != (nuint)target.Length)
                {
                    return false;
                }
            }

            if (inflated is not null)
            {
                ByteShuffle.Undo(_sampleSize, target, decoded);
            }

            return true;
        }
        catch (IOException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(read);
            if (inflated is not null)
            {
                ArrayPool<byte>.Shared.Return(inflated);
            }
        }
    }

    private void Keep(long key, byte[] decoded)
    {
        if (decoded.Length > MostKept || !_kept.TryAdd(key, decoded))
        {
            return;
        }

        _order.Enqueue(key);
        while ((long)_kept.Count * _blockBytes > MostKept)
        {
            _kept.Remove(_order.Dequeue());
        }
    }

    private sealed record Block(long Key, int Top, int Left, long Plane, bool IsKept)
    {
        internal (long Offset, int Length) Place { get; init; }

        internal byte[]? Decoded { get; set; }
    }
}
