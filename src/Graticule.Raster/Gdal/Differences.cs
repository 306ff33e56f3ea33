using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Graticule.Raster.Gdal;

/// <summary>
/// Rows that hold the difference of each sample to the one before it (TIFF 6.0, section 14: predictor 2), as samples again. Floating numbers are
/// treated as the integers of their bits, as libtiff does.
/// </summary>
internal static class Differences
{
    private const byte Nothing = 0xFF;

    private static readonly Vector128<byte> Up1 = Vector128.Create(Nothing, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
    private static readonly Vector128<byte> Up2 = Vector128.Create(Nothing, Nothing, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
    private static readonly Vector128<byte> Up4 = Vector128.Create(Nothing, Nothing, Nothing, Nothing, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    private static readonly Vector128<byte> Up8 = Vector128.Create(
        Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, 0, 1, 2, 3, 4, 5, 6, 7);

    private static readonly Vector128<byte> Last1 = Vector128.Create((byte)15);
    private static readonly Vector128<byte> Last2 = Vector128.Create((ushort)0x0F0E).AsByte();
    private static readonly Vector128<byte> Last4 = Vector128.Create(0x0F0E0D0Cu).AsByte();
    private static readonly Vector128<byte> Last8 = Vector128.Create(0x0F0E0D0C0B0A0908ul).AsByte();

    /// <param name="size">Bytes of a sample: 1, 2, 4 or 8.</param>
    /// <param name="differences">A row.</param>
    /// <param name="samples">At least as long; may not overlap.</param>
    internal static void Undo(int size, ReadOnlySpan<byte> differences, Span<byte> samples)
    {
        switch (size)
        {
            case 1: Undo(differences, samples); break;
            case 2: Undo(MemoryMarshal.Cast<byte, ushort>(differences), MemoryMarshal.Cast<byte, ushort>(samples)); break;
            case 4: Undo(MemoryMarshal.Cast<byte, uint>(differences), MemoryMarshal.Cast<byte, uint>(samples)); break;
            default: Undo(MemoryMarshal.Cast<byte, ulong>(differences), MemoryMarshal.Cast<byte, ulong>(samples)); break;
        }
    }

    private static void Undo<T>(ReadOnlySpan<T> differences, Span<T> samples)
        where T : unmanaged, IBinaryInteger<T>
    {
        ref var from = ref MemoryMarshal.GetReference(differences);
        ref var to = ref MemoryMarshal.GetReference(samples[..differences.Length]);
        var before = Vector128<T>.Zero;
        var i = 0;
        for (; i <= differences.Length - Vector128<T>.Count; i += Vector128<T>.Count)
        {
            var sums = Sums(Vector128.LoadUnsafe(ref from, (nuint)i)) + before;
            sums.StoreUnsafe(ref to, (nuint)i);
            before = Moved(sums, LastOf<T>());
        }

        var sample = before[0];
        for (; i < differences.Length; i++)
        {
            sample = unchecked(sample + differences[i]);
            samples[i] = sample;
        }
    }

    /// <summary>Each element with all before it added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Sums<T>(Vector128<T> x)
        where T : unmanaged
    {
        x = Unsafe.SizeOf<T>() == 1 ? x + Moved(x, Up1) : x;
        x = Unsafe.SizeOf<T>() <= 2 ? x + Moved(x, Up2) : x;
        x = Unsafe.SizeOf<T>() <= 4 ? x + Moved(x, Up4) : x;
        return x + Moved(x, Up8);
    }

    /// <summary>Places that bring the last element everywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> LastOf<T>() => Unsafe.SizeOf<T>() switch
    {
        1 => Last1,
        2 => Last2,
        4 => Last4,
        _ => Last8,
    };

    /// <summary>Elements from other places; zeros where there is nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Moved<T>(Vector128<T> x, Vector128<byte> places) => Vector128.ShuffleNative(x.AsByte(), places).As<byte, T>();
}
