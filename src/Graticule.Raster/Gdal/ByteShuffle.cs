using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Graticule.Raster.Gdal;

/// <summary>Undoes the filter "shuffle" of HDF5, which lays the first bytes of all numbers before their second ones.</summary>
internal static class ByteShuffle
{
    /// <summary>Puts the bytes of each number together again.</summary>
    /// <param name="size">Bytes of a number.</param>
    /// <param name="source">A whole number of numbers.</param>
    /// <param name="target">As long.</param>
    internal static void Undo(int size, ReadOnlySpan<byte> source, Span<byte> target)
    {
        var count = source.Length / size;
        var done = size switch
        {
            2 when Sse2.IsSupported => Pairs(source, target, count),
            4 when Sse2.IsSupported => Fours(source, target, count),
            _ => 0,
        };
        for (var part = 0; part < size; part++)
        {
            var bytes = source.Slice(part * count, count);
            for (var i = done; i < count; i++)
            {
                target[(i * size) + part] = bytes[i];
            }
        }
    }

    private static int Pairs(ReadOnlySpan<byte> source, Span<byte> target, int count)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        var i = 0;
        for (; i <= count - 16; i += 16)
        {
            var (a, b) = (Vector128.LoadUnsafe(ref from, (nuint)i), Vector128.LoadUnsafe(ref from, (nuint)(count + i)));
            Sse2.UnpackLow(a, b).StoreUnsafe(ref to, (nuint)(i * 2));
            Sse2.UnpackHigh(a, b).StoreUnsafe(ref to, (nuint)((i * 2) + 16));
        }

        return i;
    }

    private static int Fours(ReadOnlySpan<byte> source, Span<byte> target, int count)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        var i = 0;
        for (; i <= count - 16; i += 16)
        {
            var (a, b) = (Vector128.LoadUnsafe(ref from, (nuint)i), Vector128.LoadUnsafe(ref from, (nuint)(count + i)));
            var (c, d) = (Vector128.LoadUnsafe(ref from, (nuint)((2 * count) + i)), Vector128.LoadUnsafe(ref from, (nuint)((3 * count) + i)));
            var (ab, cd) = (Sse2.UnpackLow(a, b).AsUInt16(), Sse2.UnpackLow(c, d).AsUInt16());
            Sse2.UnpackLow(ab, cd).AsByte().StoreUnsafe(ref to, (nuint)(i * 4));
            Sse2.UnpackHigh(ab, cd).AsByte().StoreUnsafe(ref to, (nuint)((i * 4) + 16));
            (ab, cd) = (Sse2.UnpackHigh(a, b).AsUInt16(), Sse2.UnpackHigh(c, d).AsUInt16());
            Sse2.UnpackLow(ab, cd).AsByte().StoreUnsafe(ref to, (nuint)((i * 4) + 32));
            Sse2.UnpackHigh(ab, cd).AsByte().StoreUnsafe(ref to, (nuint)((i * 4) + 48));
        }

        return i;
    }
}
