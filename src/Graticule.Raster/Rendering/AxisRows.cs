using System.Runtime.InteropServices;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Rendering;

/// <summary>Fetches rows of a level at fixed columns: neighbouring columns of a block are copied at once.</summary>
internal sealed class AxisRows
{
    private readonly BlockReader _blocks;
    private readonly int[] _columns;
    private readonly byte[][] _targets;
    private readonly int[] _sizes;
    private readonly List<Run> _runs = [];

    /// <param name="blocks">Where samples come from.</param>
    /// <param name="columns">Columns of the level in the order wanted; -1 is left out.</param>
    /// <param name="targets">For each band, room for a row.</param>
    internal AxisRows(BlockReader blocks, int[] columns, byte[][] targets)
    {
        (_blocks, _columns, _targets) = (blocks, columns, targets);
        _sizes = [.. Enumerable.Range(0, targets.Length).Select(i => blocks.TypeOf(i).Size())];
        var width = blocks.Level.BlockWidth;
        for (var start = 0; start < columns.Length;)
        {
            var end = start + 1;
            while (end < columns.Length && columns[start] >= 0 && columns[end] >= 0 && columns[end] / width == columns[start] / width)
            {
                end++;
            }

            if (columns[start] >= 0)
            {
                var isWhole = columns[end - 1] - columns[start] == end - 1 - start && IsRising(start, end);
                _runs.Add(new(start, end - start, columns[start] / width, isWhole));
            }

            start = end;
        }
    }

    /// <summary>Fills the targets with samples of one row of the level.</summary>
    internal void Fetch(int row)
    {
        var blockRow = row / _blocks.Level.BlockHeight;
        foreach (var run in _runs)
        {
            var planes = _blocks.Get(run.Block, blockRow);
            var window = _blocks.WindowOf(run.Block, blockRow);
            var line = (row - window.Row) * window.Width;
            for (var band = 0; band < planes.Length; band++)
            {
                var size = _sizes[band];
                var source = planes[band].AsSpan(line * size, window.Width * size);
                if (run.IsWhole)
                {
                    source.Slice((_columns[run.Start] - window.Column) * size, run.Length * size).CopyTo(_targets[band].AsSpan(run.Start * size));
                }
                else
                {
                    Pick(source, window.Column, _columns.AsSpan(run.Start, run.Length), _targets[band].AsSpan(run.Start * size), size);
                }
            }
        }
    }

    private bool IsRising(int start, int end)
    {
        for (var i = start + 1; i < end; i++)
        {
            if (_columns[i] != _columns[i - 1] + 1)
            {
                return false;
            }
        }

        return true;
    }

    private static void Pick(ReadOnlySpan<byte> source, int first, ReadOnlySpan<int> columns, Span<byte> target, int size)
    {
        switch (size)
        {
            case 1: Pick(source, first, columns, target); break;
            case 2: Pick(MemoryMarshal.Cast<byte, ushort>(source), first, columns, MemoryMarshal.Cast<byte, ushort>(target)); break;
            case 4: Pick(MemoryMarshal.Cast<byte, uint>(source), first, columns, MemoryMarshal.Cast<byte, uint>(target)); break;
            default: Pick(MemoryMarshal.Cast<byte, ulong>(source), first, columns, MemoryMarshal.Cast<byte, ulong>(target)); break;
        }
    }

    private static void Pick<T>(ReadOnlySpan<T> source, int first, ReadOnlySpan<int> columns, Span<T> target)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            target[i] = source[columns[i] - first];
        }
    }

    /// <summary>Neighbouring pixels of the picture whose samples lie in one block.</summary>
    private readonly record struct Run(int Start, int Length, int Block, bool IsWhole);
}
