using System.Numerics;
using System.Runtime.InteropServices;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Keeping;

/// <summary>What stands before the bytes of a window in a file: where it lies, how many bytes follow, and sums that show what is torn.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct KeptRecord
{
    internal const int Size = 32;

    private const uint Mark = 0x4B575247;

    private uint _mark;
    private int _column;
    private int _row;
    private int _width;
    private int _height;
    private int _length;
    private uint _sumOfContent;
    private uint _sum;

    internal readonly Window Window => new(_column, _row, _width, _height);

    /// <summary>Bytes that follow.</summary>
    internal readonly int Length => _length;

    /// <summary>Whether the header was written whole.</summary>
    internal readonly bool IsWhole => _mark == Mark && _length >= 0 && _sum == SumOf(this);

    internal static KeptRecord Of(Window window, ReadOnlySpan<byte> content)
    {
        var record = new KeptRecord
        {
            _mark = Mark,
            _column = window.Column,
            _row = window.Row,
            _width = window.Width,
            _height = window.Height,
            _length = content.Length,
            _sumOfContent = Sum(content),
        };
        record._sum = SumOf(record);
        return record;
    }

    /// <summary>Whether these are the bytes that were kept.</summary>
    internal readonly bool Describes(ReadOnlySpan<byte> content) => content.Length == _length && Sum(content) == _sumOfContent;

    private static uint SumOf(KeptRecord record) => Sum(MemoryMarshal.AsBytes(new ReadOnlySpan<KeptRecord>(in record))[..(Size - sizeof(uint))]);

    /// <summary>CRC-32C, which processors compute by the word; three at once, since each waits for the one before.</summary>
    private static uint Sum(ReadOnlySpan<byte> content)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(content);
        var third = words.Length / 3;
        var (first, second, last) = (~0u, ~1u, ~2u);
        for (var i = 0; i < third; i++)
        {
            first = BitOperations.Crc32C(first, words[i]);
            second = BitOperations.Crc32C(second, words[third + i]);
            last = BitOperations.Crc32C(last, words[(2 * third) + i]);
        }

        foreach (var rest in content[(3 * third * sizeof(ulong))..])
        {
            last = BitOperations.Crc32C(last, rest);
        }

        return BitOperations.Crc32C(BitOperations.Crc32C(first, second), last);
    }
}
