using System.Runtime.InteropServices;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Rendering;

/// <summary>Fetches samples of a level at any places, pixel by pixel.</summary>
/// <param name="blocks">Where samples come from.</param>
/// <param name="targets">For each band, room for a row.</param>
internal sealed class GridRows(BlockReader blocks, byte[][] targets)
{
    private readonly int[] _sizes = [.. Enumerable.Range(0, targets.Length).Select(i => blocks.TypeOf(i).Size())];
    private int[] _offsets = [];

    /// <summary>Fills the targets with the samples at places of the level; a column of -1 is left out.</summary>
    internal void Fetch(ReadOnlySpan<int> columns, ReadOnlySpan<int> rows)
    {
        if (_offsets.Length < columns.Length)
        {
            _offsets = new int[columns.Length];
        }

        var level = blocks.Level;
        for (var start = 0; start < columns.Length;)
        {
            if (columns[start] < 0)
            {
                start++;
                continue;
            }

            var (blockColumn, blockRow) = (columns[start] / level.BlockWidth, rows[start] / level.BlockHeight);
            var window = blocks.WindowOf(blockColumn, blockRow);
            var end = start;
            for (; end < columns.Length; end++)
            {
                var (column, row) = (columns[end] - window.Column, rows[end] - window.Row);
                if ((uint)column >= (uint)window.Width || (uint)row >= (uint)window.Height)
                {
                    break;
                }

                _offsets[end] = (row * window.Width) + column;
            }

            Pick(blocks.Get(blockColumn, blockRow), start, end - start);
            start = end;
        }
    }

    private void Pick(byte[][] planes, int start, int count)
    {
        var offsets = _offsets.AsSpan(start, count);
        for (var band = 0; band < planes.Length; band++)
        {
            var source = planes[band];
            var target = targets[band].AsSpan(start * _sizes[band]);
            switch (_sizes[band])
            {
                case 1: Pick<byte>(source, offsets, target); break;
                case 2: Pick(MemoryMarshal.Cast<byte, ushort>(source.AsSpan()), offsets, MemoryMarshal.Cast<byte, ushort>(target)); break;
                case 4: Pick(MemoryMarshal.Cast<byte, uint>(source.AsSpan()), offsets, MemoryMarshal.Cast<byte, uint>(target)); break;
                default: Pick(MemoryMarshal.Cast<byte, ulong>(source.AsSpan()), offsets, MemoryMarshal.Cast<byte, ulong>(target)); break;
            }
        }
    }

    private static void Pick<T>(ReadOnlySpan<T> source, ReadOnlySpan<int> offsets, Span<T> target)
    {
        for (var i = 0; i < offsets.Length; i++)
        {
            target[i] = source[offsets[i]];
        }
    }
}
