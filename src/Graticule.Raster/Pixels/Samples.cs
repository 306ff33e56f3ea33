using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Graticule.Raster.Pixels;

/// <summary>Moves samples between their type in a file and double, without changing a value that both can hold.</summary>
internal static class Samples
{
    /// <summary>Widens as many samples as <paramref name="target"/> holds.</summary>
    internal static void Widen(PixelType type, ReadOnlySpan<byte> source, Span<double> target) => Widen(type, source, target, double.NaN, 0);

    /// <summary>Widens as many samples as <paramref name="target"/> holds, and puts a number in the place of another, which is not NaN.</summary>
    internal static void Widen(PixelType type, ReadOnlySpan<byte> source, Span<double> target, double old, double replacement)
    {
        switch (type)
        {
            case PixelType.UInt8: Widen(source[..target.Length], target, old, replacement); return;
            case PixelType.UInt16: Widen(MemoryMarshal.Cast<byte, ushort>(source)[..target.Length], target, old, replacement); return;
            case PixelType.Int16: Widen(MemoryMarshal.Cast<byte, short>(source), target); break;
            case PixelType.UInt32: WidenOneByOne(MemoryMarshal.Cast<byte, uint>(source), target); break;
            case PixelType.Int32: WidenOneByOne(MemoryMarshal.Cast<byte, int>(source), target); break;
            case PixelType.Float32: Widen(MemoryMarshal.Cast<byte, float>(source), target); break;
            default: MemoryMarshal.Cast<byte, double>(source)[..target.Length].CopyTo(target); break;
        }

        if (!double.IsNaN(old))
        {
            target.Replace(old, replacement);
        }
    }

    /// <summary>Narrows numbers that are already whole and in range if the type is an integer.</summary>
    internal static void Narrow(PixelType type, ReadOnlySpan<double> source, Span<byte> target)
    {
        switch (type)
        {
            case PixelType.UInt8: NarrowBytes(source, target); break;
            case PixelType.UInt16: NarrowWords(source, MemoryMarshal.Cast<byte, ushort>(target)); break;
            case PixelType.Int16: NarrowWords(source, MemoryMarshal.Cast<byte, ushort>(target)); break;
            case PixelType.UInt32: NarrowOneByOne(source, MemoryMarshal.Cast<byte, uint>(target)); break;
            case PixelType.Int32: NarrowOneByOne(source, MemoryMarshal.Cast<byte, int>(target)); break;
            case PixelType.Float32: NarrowFloats(source, MemoryMarshal.Cast<byte, float>(target)); break;
            default: source.CopyTo(MemoryMarshal.Cast<byte, double>(target)); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(ReadOnlySpan<byte> source, Span<double> target, double old, double replacement)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        var (wanted, instead) = (new Vector<double>(old), new Vector<double>(replacement));
        var i = 0;
        for (; i <= target.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref from, (nuint)i), out var low, out var high);
            Put(low, ref to, i, wanted, instead);
            Put(high, ref to, i + Vector<ushort>.Count, wanted, instead);
        }

        WidenOneByOne(source[i..], target[i..]);
        target[i..].Replace(old, replacement);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(ReadOnlySpan<ushort> source, Span<double> target, double old, double replacement)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        var (wanted, instead) = (new Vector<double>(old), new Vector<double>(replacement));
        var i = 0;
        for (; i <= target.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Put(Vector.LoadUnsafe(ref from, (nuint)i), ref to, i, wanted, instead);
        }

        WidenOneByOne(source[i..], target[i..]);
        target[i..].Replace(old, replacement);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(ReadOnlySpan<short> source, Span<double> target)
    {
        var i = 0;
        for (; i <= target.Length - Vector<short>.Count; i += Vector<short>.Count)
        {
            Vector.Widen(new Vector<short>(source[i..]), out var low, out var high);
            Put(Vector.ConvertToSingle(low), target[i..]);
            Put(Vector.ConvertToSingle(high), target[(i + Vector<int>.Count)..]);
        }

        WidenOneByOne(source[i..], target[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(ReadOnlySpan<float> source, Span<double> target)
    {
        var i = 0;
        for (; i <= target.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Put(new Vector<float>(source[i..]), target[i..]);
        }

        WidenOneByOne(source[i..], target[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector<ushort> words, ref double target, int at, Vector<double> old, Vector<double> replacement)
    {
        Vector.Widen(words, out var low, out var high);
        Put(Vector.ConvertToSingle(Vector.AsVectorInt32(low)), ref target, at, old, replacement);
        Put(Vector.ConvertToSingle(Vector.AsVectorInt32(high)), ref target, at + Vector<uint>.Count, old, replacement);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector<float> floats, ref double target, int at, Vector<double> old, Vector<double> replacement)
    {
        Vector.Widen(floats, out var low, out var high);
        Vector.ConditionalSelect(Vector.Equals(low, old), replacement, low).StoreUnsafe(ref target, (nuint)at);
        Vector.ConditionalSelect(Vector.Equals(high, old), replacement, high).StoreUnsafe(ref target, (nuint)(at + Vector<double>.Count));
    }

    private static void Put(Vector<float> floats, Span<double> target)
    {
        Vector.Widen(floats, out var low, out var high);
        low.CopyTo(target);
        high.CopyTo(target[Vector<double>.Count..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WidenOneByOne<T>(ReadOnlySpan<T> source, Span<double> target)
        where T : INumber<T>
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = double.CreateTruncating(source[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowFloats(ReadOnlySpan<double> source, Span<float> target)
    {
        var i = 0;
        for (; i <= source.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Floats(source, i).CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
        {
            target[i] = (float)source[i];
        }
    }

    /// <summary>16-bit numbers, signed or not: both are the low half of the same 32-bit number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowWords(ReadOnlySpan<double> source, Span<ushort> target)
    {
        var i = 0;
        for (; i <= source.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Words(source, i).CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
        {
            target[i] = unchecked((ushort)(int)source[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowBytes(ReadOnlySpan<double> source, Span<byte> target)
    {
        var i = 0;
        for (; i <= source.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Narrow(Words(source, i), Words(source, i + Vector<ushort>.Count)).CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
        {
            target[i] = (byte)source[i];
        }
    }

    private static Vector<ushort> Words(ReadOnlySpan<double> source, int at)
    {
        var low = Vector.ConvertToInt32(Floats(source, at));
        var high = Vector.ConvertToInt32(Floats(source, at + Vector<float>.Count));
        return Vector.AsVectorUInt16(Vector.Narrow(low, high));
    }

    private static Vector<float> Floats(ReadOnlySpan<double> source, int at) =>
        Vector.Narrow(new Vector<double>(source[at..]), new Vector<double>(source[(at + Vector<double>.Count)..]));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowOneByOne<T>(ReadOnlySpan<double> source, Span<T> target)
        where T : INumber<T>
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = T.CreateTruncating(source[i]);
        }
    }
}
